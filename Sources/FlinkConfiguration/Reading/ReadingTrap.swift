/// A place where Flink drops or bends what the author wrote, without a verdict.
///
/// The rules decide whether it matters; a trap says what stands there, what Flink makes of it and,
/// where one can tell, the line that would say what was meant.
package struct ReadingTrap: Sendable, Hashable {
  package let kind: Kind
  /// The key that Flink sets or that the author meant to set.
  package let key: String?
  package let range: TextRange
  /// Other places that belong to it: the earlier duplicate, the parent of a nested key.
  package let related: [TextRange]
  /// The whole line that says what was meant, in the dialect of the file.
  package let correctedLine: String?

  package init(
    _ kind: Kind, key: String? = nil, range: TextRange, related: [TextRange] = [],
    correctedLine: String? = nil
  ) {
    self.kind = kind
    self.key = key
    self.range = range
    self.related = related
    self.correctedLine = correctedLine
  }

  package enum Kind: Sendable, Hashable {
    // MARK: The flat dialect

    /// `key:value` or `key:<TAB>value`: Flink wants a colon and a blank, and drops the line.
    case missingBlankAfterColon(value: String, separator: String)
    /// A key indented below `parent:`; Flink sets `read`, a top-level key, instead of `meant`.
    case nestedKey(read: String, meant: String, value: String)
    /// `key:` with nothing behind it: dropped, so the default holds.
    case emptyValue
    /// A `#` that YAML would have kept as text: Flink keeps `kept` and drops `dropped`.
    case commentCutsValue(kept: String, dropped: String)
    /// Quotes are part of the value.
    case quotesKept(value: String, meant: String)
    /// Quotes are part of the key, which therefore is no key that Flink knows.
    case quotedKey(meant: String)
    /// `[a, b]`: one text with brackets; lists are written `a;b` here.
    case flowList(elements: [String])
    /// `{a: b}`: one text with braces; maps are written `a:b,c:d` here.
    case flowMap(text: String)
    /// `- a` lines below `key:` are dropped.
    case blockList(elements: [String])
    /// `|` or `>`: Flink keeps the indicator alone.
    case blockScalar(indicator: String)
    /// Lines that continue a value are dropped.
    case droppedContinuation(kept: String, dropped: String)
    /// An anchor, an alias or a tag is part of the value.
    case yamlSyntaxKept(text: String)
    /// `~` or `null` is text and no absence.
    case nullText(String)
    /// A key that is set again; `sameValue` when that changes nothing.
    case duplicateKey(value: String, overwritten: String, sameValue: Bool)
    /// The byte-order mark is part of the first key.
    case byteOrderMarkInKey(meant: String)
    /// A colon of another script: the line is dropped.
    case fullWidthColon(value: String)
    /// A blank that Flink does not take for one (U+00A0, U+3000, U+200B …).
    case foreignBlank(scalar: Unicode.Scalar, place: Place, effect: String)
    /// Text of another format.
    case otherFormat(Format, effect: String)
    /// A line that is no key-value pair.
    case droppedText(String)
    /// Bytes that are no UTF-8, which Java replaces by U+FFFD.
    case invalidUTF8(count: Int)
    /// A file in UTF-16 or UTF-32.
    case wideEncoding(name: String)
    /// A NUL or another control character inside a value.
    case controlCharacter(Unicode.Scalar)

    // MARK: The standard dialect

    /// A number or a boolean whose text is another than the one written.
    case lossyScalar(written: String, read: String, typeName: String)
    /// A key that is set again in the other spelling, nested against dotted; the later one wins.
    case overwrittenSpelling(value: String, overwritten: String, sameValue: Bool)
    /// No value; Flink does not start.
    case nullValue
    /// `{}`: the key vanishes.
    case emptyMap
    /// `<<` is a key like any other.
    case mergeKey
  }

  package enum Place: Sendable, Hashable { case key, separator, value }

  package enum Format: String, Sendable, Hashable {
    case properties, log4j, xml, json, shell
  }
}
