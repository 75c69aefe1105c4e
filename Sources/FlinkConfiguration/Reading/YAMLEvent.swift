/// One event of a YAML stream with its marks, whoever parsed it.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd
    case alias, scalar, sequenceStart, sequenceEnd, mappingStart, mappingEnd
  }

  enum Style { case plain, singleQuoted, doubleQuoted, literal, folded }

  var kind: Kind
  var start: TextPosition
  var end: TextPosition
  /// The anchor, or the name of an alias.
  var anchor: String?
  /// With its handle resolved; nil without one.
  var tag: String?
  var text = ""
  var style = Style.plain
}

/// What a YAML parser says against a file.
struct YAMLProblem: Error {
  var context: String?
  var contextMark: TextPosition?
  var problem: String
  var mark: TextPosition
}
