// The releases at which a grammar changed: what is read between two of them reads the same.
// Held against the grammars themselves over generated values, version by version.

extension DurationGrammar {
  package static let changes = [FlinkVersion(1, 15), FlinkVersion(2, 0), FlinkVersion(2, 1)]
}

extension FrameSize {
  package static let changes = [FlinkVersion(1, 17)]
}

extension HostGrammar {
  package static let changes = [FlinkVersion(1, 18), FlinkVersion(2, 1)]
}

extension PortRange {
  package static let changes = [FlinkVersion(1, 19)]
}

extension MapGrammar {
  package static let changes = [FlinkVersion(1, 17)] + OptionValue.yamlChanges
}

extension OptionValue {
  /// YAML inside of a value: from 1.19 in config.yaml, and from 2.0 everywhere.
  static let yamlChanges = [FlinkVersion(1, 19), FlinkVersion(2, 0)]
}

extension HighAvailabilityMode {
  package static let changes = [FlinkVersion(1, 16), FlinkVersion(1, 17)]
}

extension FlinkOption {
  /// The releases at which the reading of the option's values changed, while its type stays.
  package var grammarChanges: [FlinkVersion] {
    switch grammar {
    case .duration: DurationGrammar.changes
    case .hoconSize: FrameSize.changes
    case .portRange: PortRange.changes
    case .memorySize, .integer: []
    case .declared, .milliseconds: type.grammarChanges
    }
  }
}

extension OptionType {
  /// The releases at which `OptionValue.convert` changed for the type.
  package var grammarChanges: [FlinkVersion] {
    switch self {
    case .string, .boolean, .integer, .long, .float, .double, .memorySize, .enumeration: []
    case .duration: DurationGrammar.changes
    case .map: MapGrammar.changes
    case .list(let element): element.grammarChanges + OptionValue.yamlChanges
    }
  }
}
