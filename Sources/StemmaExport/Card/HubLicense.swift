/// A license as the Hugging Face Hub knows it.
enum HubLicense: Hashable {
  /// One of the Hub's list, by its name there.
  case known(String)
  /// Any other, in the manifest's words.
  case other(String)

  /// - Parameter text: as a manifest states it, best as an SPDX identifier.
  init(_ text: String) {
    var name = text.lowercased()
    for suffix in ["-only", "-or-later"] where name.hasSuffix(suffix) {
      name.removeLast(suffix.count)
    }
    name = Self.other[name] ?? name
    self = Self.names.contains(name) ? .known(name) : .other(text)
  }

  /// SPDX's names in small letters, where the Hub has others.
  private static let other = [
    "odbl-1.0": "odbl", "odc-by-1.0": "odc-by", "pddl-1.0": "pddl", "gfdl-1.3": "gfdl",
    "c-uda-1.0": "c-uda",
  ]

  private static let names = Set(
    """
    apache-2.0 mit openrail bigscience-openrail-m creativeml-openrail-m bigcode-openrail-m afl-3.0 \
    artistic-2.0 bsl-1.0 bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear c-uda cc cc0-1.0 cc-by-2.0 \
    cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 \
    cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 \
    cdla-sharing-1.0 cdla-permissive-1.0 cdla-permissive-2.0 wtfpl ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 \
    eupl-1.1 eupl-1.2 agpl-3.0 gfdl gpl gpl-2.0 gpl-3.0 lgpl lgpl-2.1 lgpl-3.0 isc lppl-1.3c ms-pl \
    mpl-2.0 odc-by odbl osl-3.0 postgresql ofl-1.1 ncsa unlicense zlib pddl llama2 llama3 llama3.1 \
    llama3.2 llama3.3 llama4 gemma unknown other
    """.split(separator: " ").map(String.init))
}
