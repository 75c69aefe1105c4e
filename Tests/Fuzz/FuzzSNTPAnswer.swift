/// Any bytes as a time server's answer: no trap, and no number that is none.
// With Sources/Probes/Clock/NTPTimestamp.swift Sources/Probes/Clock/SNTPAnswer.swift Sources/Probes/Clock/SNTPTime.swift
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var rest = UnsafeBufferPointer(start: bytes, count: count)[...]
  func number() -> Int64 {
    let taken = rest.prefix(8)
    rest = rest.dropFirst(8)
    return taken.reduce(0) { $0 << 8 | Int64($1) }
  }
  // The answers of most inputs would be to another question: so they carry it themselves.
  let asked = number()
  let waited = number()
  let nonce = rest.dropFirst(24).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  if case .time(let time) = SNTPAnswer(rest, to: nonce),
    let offset = time.offset(asked: asked / 4, waited: waited / 4)
  {
    precondition(offset.ms.isFinite && offset.errorMs.isFinite && offset.errorMs >= 0)
  }
  return 0
}
