import Glibc

/// The loss of the terminal.
public enum Hangup {
  /// Whether this process was started by `nohup`, or as it would be, so that neither it nor what it starts
  /// ends with the terminal. To be asked first before it hears the signal.
  public static let isIgnored: Bool = {
    var action = sigaction()
    sigaction(SIGHUP, nil, &action)
    let handler = action.__sigaction_handler.sa_handler
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }()
}
