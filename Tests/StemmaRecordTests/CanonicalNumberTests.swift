import StemmaRecord
import StemmaTesting
import Testing

/// RFC 8785, appendix B, and what ECMAScript says beside it.
@Suite("canonical JSON: numbers")
struct CanonicalNumberTests {
  static let vectors: [(bits: UInt64, text: String)] = [
    (0x0000_0000_0000_0000, "0"),
    (0x8000_0000_0000_0000, "0"),
    (0x0000_0000_0000_0001, "5e-324"),
    (0x8000_0000_0000_0001, "-5e-324"),
    (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
    (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
    (0x4340_0000_0000_0000, "9007199254740992"),
    (0xC340_0000_0000_0000, "-9007199254740992"),
    (0x4430_0000_0000_0000, "295147905179352830000"),
    (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"),
    (0x44B5_2D02_C7E1_4AF6, "1e+23"),
    (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
    (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
    (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"),
    (0x444B_1AE4_D6E2_EF50, "1e+21"),
    (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"),
    (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
    (0x41B3_DE43_5555_5553, "333333333.3333332"),
    (0x41B3_DE43_5555_5554, "333333333.33333325"),
    (0x41B3_DE43_5555_5555, "333333333.3333333"),
    (0x41B3_DE43_5555_5556, "333333333.3333334"),
    (0x41B3_DE43_5555_5557, "333333333.33333343"),
    (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
    (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
  ]

  @Test("the standard's table of bit patterns", arguments: vectors.indices)
  func table(row: Int) {
    let (bits, text) = Self.vectors[row]
    #expect(CanonicalJSON.number(Double(bitPattern: bits)) == text)
  }

  @Test(
    "the layout changes where ECMAScript changes it",
    arguments: [
      (1e20, "100000000000000000000"), (1.5e20, "150000000000000000000"), (1e21, "1e+21"),
      (1.5e21, "1.5e+21"), (123456789012345683968, "123456789012345680000"), (0.1, "0.1"),
      (0.00001, "0.00001"), (0.0000012, "0.0000012"), (0.00000012, "1.2e-7"), (1e-7, "1e-7"),
      (4.35, "4.35"), (100, "100"), (1e100, "1e+100"), (-1.5, "-1.5"), (0.5, "0.5"),
      (10.25, "10.25"), (2.2250738585072014e-308, "2.2250738585072014e-308"),
    ])
  func layout(value: Double, text: String) {
    #expect(CanonicalJSON.number(value) == text)
  }

  @Test("random doubles come back from their text bit by bit", arguments: [1, 2, 3] as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var dice = Dice(seed)
    for _ in 0..<3000 {
      let value = dice.double()
      let text = CanonicalJSON.number(value)
      #expect(Double(text)?.bitPattern == value.bitPattern, "seed \(seed): \(text)")
      let read = try JSONReader.read(text.utf8)
      let back =
        switch read {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: Double.nan
        }
      #expect(back == value, "seed \(seed): \(text)")
    }
  }

  @Test("the shortest digits are written: no shorter text gives the same double")
  func shortest() {
    var dice = Dice(5)
    for _ in 0..<500 {
      let value = Double.random(in: 0.001..<1_000, using: &dice)
      let text = CanonicalJSON.number(value)
      let shorter = text.dropLast()
      #expect(Double(shorter) != value, "seed 5: \(text)")
    }
  }

  @Test("a number of few digits is written as that of many is: the shortest that gives it back")
  func fewDigits() {
    /// Digits without sign, point, exponent and the zeros around them.
    func digits(_ text: String) -> String {
      let all = text.prefix { $0 != "e" }.filter(\.isNumber)
      return String(all.drop { $0 == "0" }.reversed().drop { $0 == "0" }.reversed())
    }
    var dice = Dice(7)
    for _ in 0..<5000 {
      let places = Int.random(in: 0...9, using: &dice)
      let units = Int.random(in: -99_999_999...99_999_999, using: &dice)
      var value = Double(units)
      for _ in 0..<places { value /= 10 }
      let written = CanonicalJSON.number(value)
      #expect(Double(written) == value, "\(value)")
      #expect(digits(written) == digits(value.description), "\(value)")
      let isPlain = value.magnitude >= 1e-6 || value == 0
      #expect(written.contains("e") != isPlain && !written.hasSuffix(".0"), "\(value)")
    }
  }
}
