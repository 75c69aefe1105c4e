/// Flink's reader of `config.yaml`: YAML 1.2, flattened
/// (`GlobalConfiguration.loadYAMLResource` of 1.20 and 2.3).
struct StandardReader {
  struct Result {
    var entries: [ConfigurationEntry] = []
    var last: [String: Int] = [:]
    var traps: [ReadingTrap] = []
    var abort: ReadingAbort?
  }

  private let construction: YAMLConstruction
  private let origin: ConfigurationEntry.Origin
  private let mayHoldSurrogates: Bool
  private var result = Result()
  /// Keys whose last value is none; one is enough for Flink not to start.
  private var nulls: [String: TextRange] = [:]

  /// Aliases inside of aliases can make millions of keys of a few lines; Java's heap ends somewhere.
  private static let maxEntries = 1_000_000

  static func read(_ text: SourceText, origin: ConfigurationEntry.Origin) -> Result {
    do throws(ReadingAbort) {
      var construction: YAMLConstruction
      let composer = try YAMLSource.compose(text)
      construction = YAMLConstruction(composer.nodes)
      guard let root = composer.root else { return Result() }
      try construction.construct(root)
      var reader = StandardReader(
        construction: construction, origin: origin,
        mayHoldSurrogates: LoneSurrogate.isPossible(in: text.bytes))
      do throws(ReadingAbort) {
        try reader.readRoot(root)
      } catch {
        reader.result.abort = error
      }
      return reader.result
    } catch {
      return Result(abort: error)
    }
  }

  private init(
    construction: YAMLConstruction, origin: ConfigurationEntry.Origin, mayHoldSurrogates: Bool
  ) {
    self.construction = construction
    self.origin = origin
    self.mayHoldSurrogates = mayHoldSurrogates
  }

  private mutating func readRoot(_ root: Int) throws(ReadingAbort) {
    let node = construction.nodes[root]
    switch (construction.built[root], node.content) {
    case (.map, .mapping(let pairs)):
      try flatten(pairs, prefix: "", depth: 0)
    case (.null, _), (.none, _):
      return
    case (let built?, _):
      let name = Self.javaClass(built)
      throw ReadingAbort(
        .rootIsNoMapping(javaClass: name),
        "class \(name) cannot be cast to class java.util.Map", at: node.start)
    }
    if let first = nulls.min(by: { $0.value.start < $1.value.start }) {
      throw ReadingAbort(
        .nullValue(key: first.key), "Value must not be null.", at: first.value.start)
    }
  }

  private mutating func flatten(
    _ pairs: [YAMLNode.Pair], prefix: String, depth: Int
  ) throws(ReadingAbort) {
    for pair in pairs {
      let keyNode = construction.nodes[pair.key]
      let name = try keyText(pair.key)
      let key = prefix + name
      if name == "<<" {
        result.traps.append(ReadingTrap(.mergeKey, key: key, range: keyNode.range))
      }
      switch (construction.built[pair.value], construction.nodes[pair.value].content) {
      case (.map, .mapping(let children)):
        guard depth < YAMLComposer.maxDepth, result.entries.count < Self.maxEntries else {
          throw ReadingAbort(
            .tooLarge,
            depth < YAMLComposer.maxDepth
              ? "java.lang.OutOfMemoryError: Java heap space" : "java.lang.StackOverflowError",
            at: keyNode.start)
        }
        if children.isEmpty {
          result.traps.append(ReadingTrap(.emptyMap, key: key, range: keyNode.range))
        }
        try flatten(children, prefix: key + ".", depth: depth + 1)
      case (.list, _):
        set(key, .string(FlowDump.text(pair.value, of: construction)), pair)
      case (.set, _):
        set(
          key,
          .object(
            typeName: "LinkedHashSet", text: FlowDump.text(pair.value, of: construction)), pair)
      case (.binary(let bytes), _):
        set(
          key, .object(typeName: "byte[]", text: "!!binary |-\n  " + Base64.encode(bytes)), pair)
      case (.scalar(let value), .scalar(let written, _)):
        noteLoss(key, value, written, pair)
        set(key, value, pair)
      default:
        setNull(key, pair)
      }
    }
  }

  /// Flink casts keys to String; a missing one becomes the word.
  private func keyText(_ index: Int) throws(ReadingAbort) -> String {
    switch construction.built[index] {
    case .scalar(.string(let text)): return text
    case .null, .none: return "null"
    case let built?:
      let node = construction.nodes[index]
      let name = Self.javaClass(built)
      throw ReadingAbort(
        .nonStringKey(key: construction.javaText(index, depth: 0), javaClass: name),
        "class \(name) cannot be cast to class java.lang.String", at: node.start)
    }
  }

  private static func javaClass(_ built: YAMLConstruction.Built) -> String {
    switch built {
    case .scalar(.bigInteger): "java.math.BigInteger"
    case .scalar(let value): "java.lang.\(value.typeName)"
    case .binary: "[B"
    case .list: "java.util.ArrayList"
    case .map: "java.util.LinkedHashMap"
    case .set: "java.util.LinkedHashSet"
    case .null: "null"
    }
  }

  // MARK: Entries

  private mutating func set(_ name: String, _ value: ConfigurationValue, _ pair: YAMLNode.Pair) {
    var (key, value) = (name, value)
    if mayHoldSurrogates {
      key = LoneSurrogate.written(key)
      if case .string(let text) = value { value = .string(LoneSurrogate.written(text)) }
    }
    let entry = ConfigurationEntry(
      key: key, value: value, keyRange: construction.nodes[pair.key].range,
      valueRange: pair.range, origin: origin)
    if !nulls.isEmpty { nulls[key] = nil }
    if let earlier = result.last.updateValue(result.entries.count, forKey: key) {
      noteOverwritten(entry, earlier: result.entries[earlier])
    }
    result.entries.append(entry)
  }

  private mutating func setNull(_ key: String, _ pair: YAMLNode.Pair) {
    let range = construction.nodes[pair.key].range
    nulls[key] = range
    result.traps.append(ReadingTrap(.nullValue, key: key, range: range, related: [pair.range]))
  }

  private mutating func noteOverwritten(_ entry: ConfigurationEntry, earlier: ConfigurationEntry) {
    guard let range = entry.keyRange else { return }
    result.traps.append(
      ReadingTrap(
        .overwrittenSpelling(
          value: entry.value.text, overwritten: earlier.value.text,
          sameValue: entry.value == earlier.value), key: entry.key, range: range,
        related: earlier.keyRange.map { [$0] } ?? []))
  }

  private mutating func noteLoss(
    _ key: String, _ value: ConfigurationValue, _ written: String, _ pair: YAMLNode.Pair
  ) {
    if case .string = value { return }
    let read = value.text
    guard read != written else { return }
    result.traps.append(
      ReadingTrap(
        .lossyScalar(written: written, read: read, typeName: value.typeName), key: key,
        range: pair.range, correctedLine: "\(key): \"\(written)\""))
  }
}
