extension PersonalData {
  /// What each kind looks like; what a match must be besides is checked by its digits and neighbours.
  var patterns: [Pattern] {
    switch self {
    case .key: Self.keys
    case .email: Self.emails
    case .card: Self.cards
    case .phone: Self.phones
    }
  }

  private static let emails = made([
    #"[\pL\pN._%+'-]+@(?:[\pL\pN](?:[\pL\pN-]*[\pL\pN])?\.)+\pL{2,24}"#
  ])

  /// 13 to 19 digits, with at most one space or hyphen between two.
  private static let cards = made([#"[2-6](?:[ -]?[0-9]){12,18}"#])

  private static let phones = made([
    // International.
    #"\+[1-9][0-9]{0,3}(?:[ ./-]{0,2}\(0?[0-9]{0,4}\))?(?:[ ./-]{0,2}[0-9]{1,8}){1,7}"#,
    // North America.
    #"(?:1[ .-])?(?:\([2-9][0-9]{2}\)|[2-9][0-9]{2})[ .-]{1,2}[2-9][0-9]{2}[ .-][0-9]{4}"#,
    // National, with the leading nought of most of Europe.
    #"(?:\(0[1-9][0-9]{1,4}\)|0[1-9][0-9]{1,4})[ /-]{1,3}[0-9]{3,8}(?:[ -][0-9]{2,4}){0,3}"#,
    #"0[1-9](?:[ .-][0-9]{2}){4}"#,
  ])

  /// Secrets whose shapes their issuers made to be found.
  private static let keys = made([
    // Amazon, Google, Stripe.
    #"(?:AKIA|ASIA)[0-9A-Z]{16}"#, #"AIza[0-9A-Za-z_-]{35}"#,
    #"[sr]k_(?:live|test)_[0-9A-Za-z]{16,}"#,
    // GitHub, GitLab, npm.
    #"gh[opsur]_[0-9A-Za-z]{36,}"#, #"github_pat_[0-9A-Za-z_]{22,}"#,
    #"glpat-[0-9A-Za-z_-]{20,}"#, #"npm_[0-9A-Za-z]{36}"#,
    // Teachers.
    #"sk-[0-9A-Za-z_-]{20,}"#, #"hf_[0-9A-Za-z]{30,}"#,
    // Slack.
    #"xox[abeprs]-[0-9A-Za-z-]{10,}"#,
    // JSON Web Tokens, and private keys as OpenSSL and OpenSSH write them.
    #"eyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}"#,
    #"(?s)-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----.*?(?:-----END (?:[A-Z]+ )*PRIVATE KEY-----|\z)"#,
  ])

  private static func made(_ patterns: [String]) -> [Pattern] {
    patterns.map { text in
      guard let pattern = try? Pattern(text) else { preconditionFailure("\(text) is a pattern") }
      return pattern
    }
  }
}

/// Numbers of payment cards.
enum CardNumber {
  /// Whether so many digits, issued from such a start, add up.
  ///
  /// - Source: ISO/IEC 7812-1, annex B (Luhn's formula); the issuers' published ranges.
  static func isValid(_ digits: [Int]) -> Bool {
    guard let first = digits.first, !digits.allSatisfy({ $0 == first }) else { return false }
    let start = digits.prefix(4).reduce(0) { $0 * 10 + $1 }
    let lengths: [Int]
    switch start {
    case 3000...3059, 3600...3699, 3800...3999: lengths = [14, 16, 19]
    case 3400...3499, 3700...3799: lengths = [15]
    case 3528...3589: lengths = [16, 17, 18, 19]
    case 4000...4999: lengths = [13, 16, 19]
    case 5100...5599, 2221...2720: lengths = [16]
    case 5000...5099, 5600...5999: lengths = Array(13...19)
    case 6000...6999: lengths = Array(13...19)
    default: return false
    }
    return lengths.contains(digits.count) && sum(digits) % 10 == 0
  }

  /// From the right, every second digit counts twice, its own digits added.
  private static func sum(_ digits: [Int]) -> Int {
    digits.reversed().enumerated().reduce(0) { sum, digit in
      guard digit.offset % 2 == 1 else { return sum + digit.element }
      let twice = digit.element * 2
      return sum + (twice > 9 ? twice - 9 : twice)
    }
  }
}
