import CMimalloc
import Glibc

/// What hands out memory to the program and every library in it: linked before the C library, mimalloc
/// takes the place of its `malloc`. See CONTRIBUTING.md for what that is worth.
enum Allocator {
  /// As mimalloc counts: 2.0.9 is 209.
  static var version: String {
    let digits = Int(mi_version())
    return "\(digits / 100).\(digits / 10 % 10).\(digits % 10)"
  }

  /// Whether it really is what answers `malloc`.
  static var isInUse: Bool {
    guard let memory = malloc(64) else { return false }
    defer { free(memory) }
    return mi_is_in_heap_region(memory)
  }
}
