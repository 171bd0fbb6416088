/// Whether a browser asks for whoever sits before it, and not for another site's page: such a page could
/// not read what comes, but have it made.
enum SiteGuard {
  /// - Parameters:
  ///   - site: what `Sec-Fetch-Site` says, by which a browser tells whose page is asking: `none` where an
  ///     address was typed. Other programs say nothing.
  ///   - mode: what `Sec-Fetch-Mode` says.
  static func admits(site: String?, mode: String?) -> Bool {
    switch site?.lowercased() {
    case nil, "none", "same-origin": true
    // Another port of this machine: its pages may only lead here.
    case "same-site": mode?.lowercased() == "navigate"
    default: false
    }
  }
}
