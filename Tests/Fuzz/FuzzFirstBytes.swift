import Remoting

/// Any bytes as the answer of a data port and of whoever else may listen: no trap, and what is
/// decided stays decided when more comes.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  var kind = FirstBytes.undecided
  var answer = ShuffleFrame.Answer.undecided
  for end in 0...min(input.count, 32) {
    let next = FirstBytes(input.prefix(end))
    precondition(kind == .undecided || next == kind)
    kind = next
    let nextAnswer = ShuffleFrame.answer(input.prefix(end))
    precondition(answer == .undecided || nextAnswer == answer)
    answer = nextAnswer
  }
  precondition(input.count < FirstBytes.enough || kind != .undecided)
  return 0
}
