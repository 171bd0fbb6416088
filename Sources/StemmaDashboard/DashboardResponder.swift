import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix

/// Answers one request.
struct DashboardResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let guardian: HostGuard
  let token: AccessToken?
  let policy: String
  let pages: any PageSource
  let places = AnswerPlaces(limit: AnswerPlaces.standardLimit)

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    let answer: PageAnswer
    do throws(Refusal) {
      let asked = try check(request.head)
      answer = try await self.answer(asked)
    } catch {
      let accept = request.headers[.accept] ?? ""
      answer = pages.refusal(error, asJSON: accept.contains("application/json"))
    }
    let response = Response(
      status: .init(code: answer.status), headers: headers(answer),
      body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    return request.method == .head ? response.createHeadResponse() : response
  }

  /// What is asked for by somebody who has gone meanwhile is made all the same, so that only so much is
  /// made at once.
  private func answer(_ asked: PageRequest) async throws(Refusal) -> PageAnswer {
    guard places.take() else { throw .busy }
    defer { places.leave() }
    let pages = pages
    // Reading disks would hold up the connections of others.
    let found = try? await NIOThreadPool.singleton.runIfActive { pages.answer(asked) }
    return found ?? pages.refusal(.address, asJSON: asked.wantsJSON)
  }

  private func check(_ head: HTTPRequest) throws(Refusal) -> PageRequest {
    guard let authority = head.authority, guardian.admits(authority) else {
      throw .foreignHost
    }
    if let token, !token.admits(head.headerFields[.authorization] ?? "") { throw .unauthorized }
    func said(_ name: String) -> String? {
      HTTPField.Name(name).flatMap { head.headerFields[$0] }
    }
    guard SiteGuard.admits(site: said("Sec-Fetch-Site"), mode: said("Sec-Fetch-Mode")) else {
      throw .foreignSite
    }
    guard head.method == .get || head.method == .head else { throw .method }
    guard
      let asked = PageRequest(
        target: head.path ?? "", accept: head.headerFields[.accept] ?? "")
    else { throw .address }
    return asked
  }

  private func headers(_ answer: PageAnswer) -> HTTPFields {
    var fields = HTTPFields()
    fields[.contentType] =
      answer.isJSON ? "application/json; charset=utf-8" : "text/html; charset=utf-8"
    fields[.contentSecurityPolicy] = policy + "; frame-ancestors 'none'"
    fields[.cacheControl] = "no-store"
    fields[.vary] = "Accept, Authorization"
    fields[.xContentTypeOptions] = "nosniff"
    for (name, value) in [
      ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
    ] {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    if answer.status == Refusal.method.status { fields[.allow] = "GET, HEAD" }
    if answer.status == Refusal.unauthorized.status {
      fields[.wwwAuthenticate] = "Basic realm=\"stemma\", charset=\"UTF-8\""
    }
    if answer.status == Refusal.busy.status { fields[.retryAfter] = "1" }
    if let seconds = answer.refreshSeconds, let name = HTTPField.Name("Refresh") {
      fields[name] = String(seconds)
    }
    return fields
  }
}
