import FlinkConfiguration

/// Any text as a value of every grammar, and as the memory settings of a process: no trap, no hang.
///
/// The first byte chooses the version and the dialect; a value is refused with a place inside of it.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: bytes, count: count)
  guard let choice = input.first else { return 0 }
  let version = FlinkVersion.known[Int(choice) % FlinkVersion.known.count]
  let dialect: Dialect = version >= FlinkVersion(1, 19) && choice > 127 ? .standard : .flat
  let text = String(decoding: input.dropFirst(), as: UTF8.self)
  let types: [OptionType] = [
    .boolean, .integer, .long, .float, .double, .duration, .memorySize, .map, .list(.integer),
    .list(.map), .enumeration([EnumConstant(text: "A-b", name: "A_B")]),
  ]
  for type in types {
    check(text) { () throws(ValueError) in
      _ = try OptionValue.convert(.string(text), to: type, version: version, dialect: dialect)
    }
  }
  check(text) { () throws(ValueError) in _ = try PortRange.parse(text, version: version) }
  check(text) { () throws(ValueError) in _ = try HostGrammar.parse(text, version: version) }
  check(text) { () throws(ValueError) in _ = try FrameSize.parse(text, version: version) }
  let model = MemoryModel(version: VersionInForce(version), dialect: dialect) { key in
    key.utf8.count % 3 == Int(choice) % 3 || key.hasSuffix("process.size") ? .string(text) : nil
  }
  for result in [model.jobManager(), model.taskManager()] {
    if case .failure(let failure) = result { precondition(!failure.messages.isEmpty) }
  }
  return 0
}

private func check(_ text: String, _ read: () throws(ValueError) -> Void) {
  do throws(ValueError) {
    try read()
  } catch {
    precondition(!error.message.isEmpty)
    precondition(error.offset.map { 0...text.unicodeScalars.count ~= $0 } ?? true)
  }
}
