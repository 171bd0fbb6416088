import StemmaRecord
import StemmaStore

/// A collection's plan and outcome, as `gc` tells them.
struct CollectionReport {
  private let plan: CollectionPlan

  init(_ plan: CollectionPlan) {
    self.plan = plan
  }

  /// - Parameter outcome: nil where nothing was done.
  func json(_ outcome: Collector.Outcome?, isDry: Bool) -> JSONObject {
    func leftovers(_ leftovers: [Leftover]) -> JSONValue {
      .array(leftovers.map { ["bytes": .integer($0.sizeBytes), "file": .string($0.file)] })
    }
    func holdings(_ holdings: [Holding]) -> JSONValue {
      .array(
        holdings.map {
          [
            "bytes": .integer($0.sizeBytes), "name": .string($0.name),
            "objects": .integer($0.objects),
          ]
        })
    }
    let done: JSONValue =
      if let outcome {
        [
          "deleted": .texts(outcome.deleted), "deletedBytes": .integer(outcome.deletedBytes),
          "moved": .texts(outcome.moved), "spared": .texts(outcome.spared),
          "written": .texts(outcome.written),
        ]
      } else { .null }
    return [
      "datasets": holdings(plan.datasets), "deletableBytes": .integer(plan.deletedBytes),
      "done": done, "dryRun": .bool(isDry), "leftovers": leftovers(plan.leftovers),
      "movableBytes": .integer(plan.movedBytes),
      "packs": .array(plan.packs.map(Self.json)),
      "reachable": [
        "bytes": .integer(plan.reachableBytes), "objects": .integer(plan.reachableObjects),
      ],
      "trash": leftovers(plan.trash),
      "unreachable": [
        "bytes": .integer(plan.unreachableBytes), "objects": .integer(plan.unreachableObjects),
      ],
      "versions": holdings(plan.versions),
    ]
  }

  private static func json(_ pack: CollectionPlan.Pack) -> JSONValue {
    [
      "action": .string(pack.action.rawValue), "bytes": .integer(pack.sizeBytes),
      "file": .string(pack.file), "neededObjects": .integer(pack.neededObjects),
      "objects": .integer(pack.objects), "wasteBytes": .integer(pack.wasteBytes),
      "why": .string(pack.why),
    ]
  }

  /// The plan for people.
  var lines: [String] {
    var lines = [
      "reachable    \(plan.reachableObjects) objects, \(Wording.size(plan.reachableBytes))",
      "unreachable  \(plan.unreachableObjects) objects, \(Wording.size(plan.unreachableBytes))",
    ]
    for pack in plan.changes {
      let size = Wording.size(pack.wasteBytes)
      lines.append(
        pack.action == .discard
          ? "take out     \(Self.short(pack.file))  \(size): \(pack.why)"
          : "write anew   \(Self.short(pack.file))  \(size) of \(Wording.size(pack.sizeBytes)), "
            + "\(pack.objects - pack.neededObjects) of \(pack.objects) objects: \(pack.why)")
    }
    let spare = plan.packs.filter { $0.action == .keep && $0.wasteBytes > 0 }
    for pack in spare {
      lines.append(
        "leave        \(Self.short(pack.file))  \(Wording.size(pack.wasteBytes)): \(pack.why)")
    }
    for pack in plan.trash {
      lines.append(
        "delete       \(Self.short(pack.file))  \(Wording.size(pack.sizeBytes)): "
          + "An earlier collection took it out.")
    }
    for leftover in plan.leftovers {
      lines.append(
        "delete       \(Self.short(leftover.file))  \(Wording.size(leftover.sizeBytes)): "
          + (leftover.file.hasPrefix("summaries/")
            ? "No version has these statistics any more." : "Its writer has died."))
    }
    lines += (plan.datasets + plan.versions).map {
      "held         \($0.name) alone: \($0.objects) objects, \(Wording.size($0.sizeBytes))"
    }
    if plan.isEmpty {
      lines.append("There is nothing to collect.")
    } else {
      lines.append(
        "frees        \(Wording.size(plan.deletedBytes)) now, and "
          + "\(Wording.size(plan.movedBytes)) with the next collection")
    }
    return lines
  }

  func next(isDry: Bool) -> [String] {
    isDry && !plan.isEmpty ? ["next         stemma gc --yes"] : []
  }

  static func lines(_ outcome: Collector.Outcome) -> [String] {
    var lines: [String] = []
    if !outcome.spared.isEmpty {
      lines.append(
        "spared       \(outcome.spared.count) packs that others have come to rely on meanwhile")
    }
    lines.append(
      "done         \(outcome.moved.count) packs moved to trash/, \(outcome.written.count) "
        + "written anew, \(Wording.size(outcome.deletedBytes)) deleted")
    return lines
  }

  /// A pack's file with the first digits of its name.
  private static func short(_ file: String) -> String {
    let parts = file.split(separator: "/")
    guard let name = parts.last, name.utf8.count > 60, let end = name.lastIndex(of: ".") else {
      return file
    }
    return (parts.dropLast() + ["\(name.prefix(12))…\(name[end...])"]).joined(separator: "/")
  }
}
