/// Where the nodes of a `config.yaml` come from.
///
/// libyaml parses what both parsers read alike, which is nearly every file that people write. A file
/// with anything on which snakeyaml-engine goes its own way, and one that libyaml refuses, is scanned
/// by the engine's rules, which also have its words.
enum YAMLSource {
  static func compose(_ text: SourceText) throws(ReadingAbort) -> YAMLComposer {
    if CommonGround.holds(text), let composer = try? fromLibYAML(text) { return composer }
    return try fromEngine(text)
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
