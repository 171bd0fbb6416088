import StemmaRecord
import Testing

@Suite("Expectations")
struct ExpectationTests {
  @Test(
    "are read with or without spaces, per cent and measures",
    arguments: [
      ("records >= 500", "value records >= 500"), ("records>=500", "value records >= 500"),
      ("near_duplicates < 1%", "value near_duplicates < 0.01"),
      ("js(label) < 0.1", "js label < 0.1"), ("js( label )<0.5 %", "js label < 0.005"),
      ("difference(tokens) > -2", "difference tokens > -2"),
      ("openings.What is? == 0", "value openings.What is? == 0"),
      ("effect(length.a(b).words) != 12.5%", "effect length.a(b).words != 0.125"),
      (#""a < b" >= 3"#, "value a < b >= 3"), (#"js( "x)" ) < 0.1"#, "js x) < 0.1"),
      (#""say \"hi\"" == 1"#, #"value say "hi" == 1"#), (#"" padded " < 1"#, "value  padded  < 1"),
      (#"a "quoted < 5"#, #"value a "quoted < 5"#), (#""" < 1"#, nil), (#""open < 1"#, nil),
      (#""a"b < 1"#, nil), ("a(b) < 1", nil), ("value(records) < 1", nil), ("records", nil),
      ("records < ", nil),
      ("< 5", nil), ("records < many", nil), ("records =< 5", nil), ("records = 5", nil),
      ("records < 5 < 6", nil), ("records < 0.00001%", nil), ("", nil),
    ] as [(String, String?)])
  func reading(text: String, meaning: String?) {
    let read = Expectation(text).map {
      "\($0.measure.rawValue) \($0.statistic) \($0.relation.rawValue) \($0.limit)"
    }
    #expect(read == meaning)
  }

  @Test(
    "any name can be written, and is read back",
    arguments: ["records", "a < b", "js(x)", "a(b)", " x", #"say "hi""#, #""q""#, "x # y", "a\nb"])
  func writing(name: String) {
    let written = Expectation.written(name)
    #expect(Expectation("\(written) >= 1")?.statistic == name)
    #expect(Expectation("psi(\(written)) < 1")?.statistic == name)
  }

  @Test(
    "hold or do not, to six digits",
    arguments: [
      ("a < 1", [0.999999], [1, 1.5]), ("a <= 1", [1, 1.0000001], [1.000001]),
      ("a > 1%", [0.010001], [0.01]), ("a >= 0.3", [0.1 + 0.2], [0.299999]),
      ("a == 2", [2], [2.000001]), ("a != 2", [-2], [2]),
    ] as [(String, [Double], [Double])])
  func holding(text: String, good: [Double], bad: [Double]) throws {
    let expectation = try #require(Expectation(text))
    for value in good { #expect(expectation.holds(value), "\(value)") }
    for value in bad { #expect(!expectation.holds(value), "\(value)") }
  }
}
