/// Where the nodes of a `config.yaml` come from.
enum YAMLSource {
  static func compose(_ text: SourceText) throws(ReadingAbort) -> YAMLComposer {
    try fromEngine(text)
  }

  static func fromEngine(_ text: SourceText) throws(ReadingAbort) -> YAMLComposer {
    var parser = EngineParser(EngineText(text))
    var composer = YAMLComposer()
    try composer.compose { () throws(ReadingAbort) -> YAMLEvent in try parser.next() }
    return composer
  }

  static func fromLibYAML(_ text: SourceText) throws(ReadingAbort) -> YAMLComposer {
    var composer = YAMLComposer()
    var abort: ReadingAbort?
    text.bytes.withUnsafeBufferPointer { buffer in
      guard var parser = LibYAML(buffer) else { return }
      do throws(ReadingAbort) {
        try composer.compose { () throws(ReadingAbort) -> YAMLEvent in
          do throws(YAMLProblem) {
            return try parser.next()
          } catch {
            throw .yaml(
              .syntax, context: error.context, error.contextMark, error.problem, error.mark)
          }
        }
      } catch {
        abort = error
      }
    }
    if let abort { throw abort }
    return composer
  }
}
