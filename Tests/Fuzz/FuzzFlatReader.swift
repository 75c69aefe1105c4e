import FlinkConfiguration

/// Any bytes as a `flink-conf.yaml`: no trap, no hang.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let reading = ConfigurationReading(
    bytes: Array(UnsafeBufferPointer(start: bytes, count: count)), dialect: .flat, path: "fuzz")
  for entry in reading.effective { precondition(reading[entry.key] == entry) }
  precondition(reading.abort == nil)
  precondition(reading.ignored.allSatisfy { reading.line($0.line) == $0.text })
  return 0
}
