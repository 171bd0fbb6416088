import Foundation
import StemmaTesting
import Testing

@Suite("The dashboard")
struct DashboardTests {
  @Test("a real browser goes through every page; strangers are refused; nothing runs or leaks")
  func browser() throws {
    let world = try Workspace()
    // Where packages are to be had is the machine's business, so its environment is passed on.
    let result = try Program("python3").run(
      [Repository.path("Tests/Scripts/check_dashboard.py"), try Program.stemma().path],
      in: world.folder, environment: ProcessInfo.processInfo.environment, timeoutSeconds: 1800)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    #expect(result.text.contains(" pages looked at"))
  }

  @Test("without a store there is nothing to serve; a port is a number")
  func arguments() throws {
    let workspace = try Workspace()
    try workspace.stemma("serve", "--port", "0").expect(10)
    try workspace.stemma("serve", "--port", "70000").expect(64)
    try workspace.stemma("serve", "--host", "").expect(64)
  }
}
