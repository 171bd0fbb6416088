import StemmaDashboard
import StemmaPage
import StemmaRecord

/// What a page says, for people and for programs.
struct PageContent {
  let title: String
  /// The pages above, the topmost first.
  var way: [PageBlock.Link] = []
  var blocks: [PageBlock]
  var json: JSONObject
  var status = 200
  /// After how many seconds there may be something new; nil for never.
  var refreshSeconds: Int?

  func answer(_ request: PageRequest) -> PageAnswer {
    answer(asJSON: request.wantsJSON, jsonAddress: request.jsonAddress)
  }

  func answer(asJSON: Bool, jsonAddress: String) -> PageAnswer {
    let body =
      asJSON
      ? IndentedJSON.bytes(.object(json))
      : Array(
        ServedPage(title: title, way: way, blocks: blocks, jsonAddress: jsonAddress).html.utf8)
    return PageAnswer(status: status, body: body, isJSON: asJSON, refreshSeconds: refreshSeconds)
  }
}
