import FlinkConfiguration

/// Any bytes as a `config.yaml`: no trap, no hang, and an answer that can be looked up.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let reading = ConfigurationReading(
    bytes: Array(UnsafeBufferPointer(start: bytes, count: count)), dialect: .standard,
    path: "fuzz")
  for entry in reading.effective { precondition(reading[entry.key] == entry) }
  precondition(reading.abort.map { !$0.message.isEmpty && $0.line > 0 && $0.column > 0 } ?? true)
  return 0
}
