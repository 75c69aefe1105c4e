package import Evidence

/// Reads a stack trace line by line: the exceptions, outermost first.
package struct TraceText: Sendable {
  package private(set) var exceptions: [LoggedException] = []
  /// The last one's message stands on the next line.
  private var awaitsMessage = false

  /// Deeper chains say nothing new.
  private static let most = 12
  private static let endings = ["Exception", "Error", "Throwable", "Failure"]
  private static let runtime: [StaticString] = [
    "java.", "javax.", "jdk.", "sun.", "scala.", "akka.", "org.apache.pekko.",
    "org.apache.flink.shaded.",
  ]

  package init() {}

  /// A line behind the first of a record; false for one that is of no trace.
  @discardableResult
  package mutating func read(_ line: Bytes) -> Bool {
    var at = 0
    while at < line.count, line[at].isBlank { at += 1 }
    let rest = line.part(at..<line.count)
    if rest.starts(0, with: "at ") {
      awaitsMessage = false
      noteFrame(rest)
      return true
    }
    if rest.starts(0, with: "... ") { return true }
    if rest.starts(0, with: "Caused by: ") {
      note(rest.part(11..<rest.count), isCertain: true)
      return true
    }
    if rest.starts(0, with: "Suppressed: ") { return true }
    if awaitsMessage, !rest.isEmpty, !rest.starts(0, with: "Caused by: ") {
      awaitsMessage = false
      exceptions[exceptions.count - 1].message = rest.text(0..<min(rest.count, 1000)).bounded(500)
      return true
    }
    if rest.starts(0, with: "Wrapped by: ") {
      note(rest.part(12..<rest.count), isCertain: true)
      return true
    }
    if rest.starts(0, with: "Exception in thread \""), let end = rest.find("\" ", from: 21) {
      note(rest.part((end + 2)..<rest.count), isCertain: false)
      return true
    }
    return at == 0 && note(rest, isCertain: false)
  }

  /// `java.net.ConnectException: Connection refused`; without certainty the type must look like one.
  @discardableResult
  private mutating func note(_ text: Bytes, isCertain: Bool) -> Bool {
    var end = 0
    while end < text.count,
      text[end].isLetter || text[end].isDigit || text[end] == 0x2E || text[end] == 0x24
        || text[end] == 0x5F
    { end += 1 }
    let type = text.text(0..<end)
    let ending = type.split(separator: "$").contains { part in
      Self.endings.contains(where: part.hasSuffix)
    }
    guard end > 0, type.contains("."), ending || isCertain,
      end == text.count || text[end] == 0x3A || isCertain
    else { return false }
    guard exceptions.count < Self.most else { return true }
    var message: String?
    if end + 1 < text.count {
      message = text.text((end + 1)..<min(text.count, end + 1000)).trimmed.bounded(500)
    }
    if message?.isEmpty == true { message = nil }
    awaitsMessage = message == nil && end < text.count
    exceptions.append(LoggedException(type: type, message: message))
    return true
  }

  /// The first frame that is not the runtime's tells where it happened.
  private mutating func noteFrame(_ text: Bytes) {
    guard let last = exceptions.indices.last, exceptions[last].frame == nil else { return }
    let end = text.find(UInt8(ascii: "("), from: 3) ?? text.count
    let frame = text.part(3..<end)
    // `java.base/java.util…`, `app//org.apache…`: the class stands behind the last slash.
    var start = 0
    while let slash = frame.find(UInt8(ascii: "/"), from: start) { start = slash + 1 }
    guard !Self.runtime.contains(where: { frame.starts(start, with: $0) }) else { return }
    exceptions[last].frame = frame.text(0..<frame.count).bounded(300)
  }
}
