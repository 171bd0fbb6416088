import Mustache
import StemmaRecord

/// The pages' templates. None of them puts in anything without its being escaped.
enum Library {
  /// By the name that templates call them by.
  static let sources: [String: String] = [
    "document": Templates.document, "style": Style.sheet,
    "comparison": Templates.comparison, "statistics": Templates.statistics,
    "distribution": Templates.distribution, "category": Templates.category,
    "change": Templates.change, "fields": Templates.fields, "lineage": Templates.lineage,
    "headline": Templates.headline, "findings": Templates.findings, "served": Templates.served,
    "table": Templates.table, "form": Templates.form, "funnel": Templates.funnel,
    "line": Templates.line,
  ]

  private static let templates: MustacheLibrary = {
    MustacheContentTypes.register(VisibleText(), named: VisibleText.name)
    var library = MustacheLibrary()
    for (name, source) in sources {
      do {
        // The engine begins each template, and each part of one, with its own rule.
        try library.register("{{% CONTENT_TYPE:\(VisibleText.name)}}\(source)", named: name)
      } catch {
        preconditionFailure("the template \(name) cannot be read: \(error)")
      }
    }
    return library
  }()

  /// - Parameter body: the template of what the page shows; `values` is for both.
  static func document(
    _ body: String, title: String, policy: String, _ values: Values
  ) -> String {
    var values = values
    values["title"] = title
    values["policy"] = policy
    values["body"] = body
    return render("document", values)
  }

  static func render(_ name: String, _ values: Values) -> String {
    guard let text = templates.render(values, withTemplate: name) else {
      preconditionFailure("there is no template \(name)")
    }
    return text
  }

  /// Nothing but the page's own style sheet, named by its digest.
  ///
  /// - Parameter forms: where forms may lead.
  static func policy(forms: String) -> String {
    "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action \(forms)"
  }

  private static let digest: String = {
    var digest = FileDigest()
    Array(Style.sheet.utf8).withUnsafeBytes { digest.update($0) }
    return Base64.text(ofHex: digest.finish())
  }()
}

/// What a template may name.
typealias Values = [String: Any]
