/// Why no response came, or only a part of one.
enum TransportError: Error, Equatable {
  /// Nobody listens there, or the name is unknown.
  case unreachable(String)
  /// Who answers cannot show that it is who it should be.
  case untrusted(String)
  case timedOut
  /// The connection ended too early.
  case broken(String)
  /// More than 16 MiB, as sent or unpacked.
  case tooLarge
  /// The proxy wants a name and a password, or another.
  case proxyClosed
}
