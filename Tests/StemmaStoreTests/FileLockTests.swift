import StemmaStore
import StemmaTesting
import Testing

@Suite("Locks of files")
struct FileLockTests {
  @Test("one at a time, or all that share it; who does not want to wait is told which file")
  func held() throws {
    let work = try Workspace()
    let path = work.path("lock")
    do {
      let shared = [
        try FileLock(path, shared: true, waiting: nil),
        try FileLock(path, shared: true, waiting: nil),
      ]
      #expect(throws: StoreError.locked(path)) { try FileLock(path, waiting: nil) }
      withExtendedLifetime(shared) {}
    }
    let alone = try FileLock(path, waiting: nil)
    #expect(throws: StoreError.locked(path)) { try FileLock(path, shared: true, waiting: nil) }
    withExtendedLifetime(alone) {}
  }

  @Test("free again at once, though a program that was started meanwhile has a copy")
  func copied() throws {
    let work = try Workspace()
    let path = work.path("lock")
    let lock = try FileLock(path, waiting: nil)
    let program = try Program("sleep").start(["600"], in: work.folder, holding: path)
    defer { program.stop() }
    #expect(throws: StoreError.locked(path)) { try FileLock(path, waiting: nil) }
    withExtendedLifetime(lock) {}
    _ = consume lock
    _ = try FileLock(path, waiting: nil)
  }
}
