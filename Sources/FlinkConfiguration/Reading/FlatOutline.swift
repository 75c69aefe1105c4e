/// What YAML sees in a flat file: the full path of each key, by the line on which the key stands.
///
/// libyaml reads the file beside Flink's line parser; where it stops with an error, the lines above
/// still count.
struct FlatOutline {
  struct Key {
    let path: String
    let column: Int
    /// The value, where it is a scalar.
    var value: String?
    /// The value is an alias of an anchor further up.
    var isAlias = false
    /// The line of the value's end.
    var endLine: Int
  }

  private(set) var keys: [Int: Key] = [:]
  private var anchors: Set<String> = []
  /// What libyaml says against the file.
  private(set) var problem: YAMLProblem?

  private struct Level {
    var prefix: String
    var isMapping: Bool
    /// The key that waits for its value.
    var pending: (name: String, line: Int)?
  }

  /// Deeper files are none that a person wrote.
  private static let maxDepth = 100

  init(_ text: SourceText) {
    text.bytes.withUnsafeBufferPointer { buffer in
      guard var parser = LibYAML(buffer) else { return }
      var levels: [Level] = []
      do throws(YAMLProblem) {
        while true {
          let event = try parser.next()
          if event.kind == .streamEnd { break }
          take(event, &levels)
          if levels.count > Self.maxDepth { break }
        }
      } catch {
        problem = error
      }
    }
  }

  private mutating func take(_ event: YAMLEvent, _ levels: inout [Level]) {
    if event.kind != .alias, let anchor = event.anchor { anchors.insert(anchor) }
    switch event.kind {
    case .mappingStart, .sequenceStart:
      var prefix = ""
      if let top = levels.last {
        prefix = top.prefix
        if let pending = top.pending { prefix += pending.name + "." }
      }
      levels.append(Level(prefix: prefix, isMapping: event.kind == .mappingStart))
    case .mappingEnd, .sequenceEnd:
      levels.removeLast()
      finish(event, &levels)
    case .scalar, .alias:
      guard let top = levels.last, top.isMapping else { return }
      if top.pending == nil {
        levels[levels.count - 1].pending = (event.text, event.start.line)
        if keys[event.start.line] == nil {
          keys[event.start.line] = Key(
            path: top.prefix + event.text, column: event.start.column, endLine: event.end.line)
        }
      } else {
        finish(event, &levels)
      }
    default: break
    }
  }

  private mutating func finish(_ event: YAMLEvent, _ levels: inout [Level]) {
    guard let top = levels.last, top.isMapping, let pending = top.pending else { return }
    keys[pending.line]?.endLine = event.end.line
    if event.kind == .scalar {
      keys[pending.line]?.value = event.text
    } else if event.kind == .alias, let name = event.anchor, anchors.contains(name) {
      keys[pending.line]?.isAlias = true
    }
    levels[levels.count - 1].pending = nil
  }
}
