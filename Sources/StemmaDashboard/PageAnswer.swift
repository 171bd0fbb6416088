/// What the dashboard says to a request.
public struct PageAnswer: Sendable {
  /// HTTP's status, such as 200 or 404.
  public let status: Int
  public let body: [UInt8]
  /// Whether the body is JSON; else it is HTML.
  public let isJSON: Bool
  /// After how many seconds a browser is to ask again; nil for never.
  public let refreshSeconds: Int?

  public init(status: Int, body: [UInt8], isJSON: Bool, refreshSeconds: Int? = nil) {
    self.status = status
    self.body = body
    self.isJSON = isJSON
    self.refreshSeconds = refreshSeconds
  }
}

/// Whoever knows the pages; asked from several threads at once.
public protocol PageSource: Sendable {
  /// May read disks; is called on a thread of its own.
  func answer(_ request: PageRequest) -> PageAnswer

  /// The page for what is not answered at all.
  func refusal(_ refusal: Refusal, asJSON: Bool) -> PageAnswer
}

/// Why a request is not answered.
public enum Refusal: Error, Hashable, Sendable {
  /// It names another host than this one: a page from elsewhere may be behind it.
  case foreignHost
  /// It bears no token, or another one.
  case unauthorized
  /// It would change something, if anything here could be changed.
  case method
  /// Its address cannot be read.
  case address
  /// Another site's page asks for it, not whoever sits before the browser.
  case foreignSite
  /// So many others are being answered that it would have to wait.
  case busy

  /// HTTP's status.
  public var status: Int {
    switch self {
    case .foreignHost: 421
    case .unauthorized: 401
    case .method: 405
    case .address: 400
    case .foreignSite: 403
    case .busy: 503
    }
  }
}
