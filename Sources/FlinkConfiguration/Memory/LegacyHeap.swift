/// The heap options of Flink 1.9 and earlier, which count until 1.20 (`MemoryBackwardsCompatibilityUtils`).
///
/// `FLINK_TM_HEAP` and `FLINK_JM_HEAP` of the environment, which come before them, are not asked.
enum LegacyHeap {
  /// Puts the old option in the place of `option`, if that one is not set.
  static func map(
    _ process: String, to option: String, in settings: inout MemorySettings
  ) throws(MemoryFailure) {
    guard !settings.version.isFrom(FlinkVersion(2, 0)), !settings.contains(option) else { return }
    let heap = "\(process).heap.size"
    let heapInMegabytes = "\(process).heap.mb"
    if settings.contains(heap) {
      settings.map(option, to: try settings.size(heap))
      return
    }
    guard settings.contains(heapInMegabytes),
      case .integer(let megabytes)? = try settings.get(heapInMegabytes, as: .integer)
    else { return }
    guard megabytes >= 0 else {
      throw .configuration(
        "Configured total process memory size (\(megabytes)MB) must not be less than 0.",
        [heapInMegabytes])
    }
    settings.map(option, to: MemorySize(mebibytes: Int64(megabytes)))
  }
}
