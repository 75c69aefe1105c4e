import Diagnosis
import FlinkConfiguration

extension Examination {
  /// Why the file alone does not decide the sizes; nil where it does.
  var memoryComesFromElsewhere: String? {
    switch deployment {
    case .standalone, .docker: nil
    case .kubernetes, .kubernetesNative:
      "an operator or the command line may set the sizes of the containers"
    case .yarn: "the command line may set the sizes of the containers"
    }
  }

  var memoryTables: [MemoryTable] {
    [try? taskManagerMemory.get(), try? jobManagerMemory.get()].compactMap { $0 }
  }
}

extension Setting {
  /// The size of a setting that Flink takes.
  var size: MemorySize? { try? MemorySize.parse(text) }
}
