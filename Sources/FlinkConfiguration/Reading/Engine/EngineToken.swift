/// A token of snakeyaml-engine's scanner.
struct EngineToken {
  /// Named as the engine's messages name them.
  enum Kind: String {
    case alias = "<alias>"
    case anchor = "<anchor>"
    case blockEnd = "<block end>"
    case blockEntry = "-"
    case blockMappingStart = "<block mapping start>"
    case blockSequenceStart = "<block sequence start>"
    case directive = "<directive>"
    case documentEnd = "<document end>"
    case documentStart = "<document start>"
    case flowEntry = ","
    case flowMappingEnd = "}"
    case flowMappingStart = "{"
    case flowSequenceEnd = "]"
    case flowSequenceStart = "["
    case key = "?"
    case scalar = "<scalar>"
    case streamEnd = "<stream end>"
    case tag = "<tag>"
    case value = ":"
  }

  enum Directive {
    case yaml(major: Int, minor: Int)
    case tag(handle: String, prefix: String)
    case other
  }

  let kind: Kind
  let start: TextPosition
  let end: TextPosition
  /// The content of a scalar, the name of an anchor or alias, the suffix of a tag.
  var text = ""
  /// The handle of a tag; nil for a verbatim one and for a lone `!`.
  var handle: String?
  var style = YAMLEvent.Style.plain
  var directive = Directive.other

  init(_ kind: Kind, _ start: TextPosition, _ end: TextPosition) {
    self.kind = kind
    self.start = start
    self.end = end
  }
}
