/// Where the nodes of a `config.yaml` come from.
enum YAMLSource {
  static func compose(_ text: SourceText) throws(ReadingAbort) -> YAMLComposer {
    try fromLibYAML(text)
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
