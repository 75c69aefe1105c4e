import FlinkConfiguration

/// A key of the catalogue as a page shows it.
struct OptionEntry: Sendable {
  let key: String
  /// The option that the key sets, under its own name or as an alias; nil where there is none.
  let option: FlinkOption?
  let isDeprecated: Bool
  /// The keys to write instead, best first.
  let replacedBy: [String]
  /// What the key is to the version, in words; nil for an option's own, living key.
  let remark: String?

  /// nil for a key that no version has.
  init?(_ key: String, in version: FlinkVersion) {
    self.key = key
    switch OptionCatalogue.standing(of: key, in: version) {
    case .option(let option):
      self.option = option
      isDeprecated = option.isDeprecated
      replacedBy = []
      remark = nil
    case .alias(let readers):
      let canonical = OptionCatalogue.canonical(of: key, in: version)
      let names = readers.map(\.key)
      option = OptionCatalogue.option(canonical ?? names.first ?? key, in: version)
      isDeprecated = readers.contains(where: \.isDeprecated)
      replacedBy = canonical.map { first in [first] + names.filter { $0 != first } } ?? names
      remark = "an older name of \(replacedBy.joined(separator: ", "))"
    case .readDirectly(let reader):
      option = nil
      isDeprecated = false
      replacedBy = []
      remark = "read by \(reader), without an option"
    case .pattern(let pattern):
      option = nil
      isDeprecated = false
      replacedBy = []
      remark = "one of the keys \(pattern.pattern)"
    case .noOp(let reason):
      option = OptionCatalogue.option(key, in: version)
      isDeprecated = true
      replacedBy = []
      remark = "without effect: \(reason)"
    case .elsewhere(let scope):
      option = OptionCatalogue.option(key, in: version)
      isDeprecated = option?.isDeprecated ?? false
      replacedBy = []
      remark = scope.remark
    case .later(let since, let instead):
      option = OptionCatalogue.option(key, in: since)
      isDeprecated = false
      replacedBy = instead
      remark = "not in Flink \(version) yet: it comes with \(since)"
    case .removed(let removedIn, let successors):
      option = FlinkVersion.known.last { $0 < removedIn }.flatMap { last in
        OptionCatalogue.option(key, in: last)
      }
      isDeprecated = true
      replacedBy = successors ?? []
      remark = "no longer read since Flink \(removedIn)"
    case .unknown: return nil
    }
  }

  /// Every key that the version's jars have, aliases among them, sorted.
  static func all(in version: FlinkVersion) -> [OptionEntry] {
    var keys = Set(OptionCatalogue.keys(in: version))
    for option in OptionCatalogue.options(in: version) {
      keys.formUnion(option.fallbackKeys.map(\.key))
    }
    return keys.sorted().compactMap { OptionEntry($0, in: version) }
  }

  var typeName: String? { option?.type.description }
}

extension OptionScope {
  /// nil for a key of the file.
  fileprivate var remark: String? {
    switch self {
    case .configuration: nil
    case .template: "a template: the part in angle brackets is to be named"
    case .suffix(let prefixes): "means something only below \(prefixes.joined(separator: ", "))"
    case .table: "an option of a table's WITH clause: it means nothing in the file"
    case .internal: "written and read by Flink itself"
    }
  }
}
