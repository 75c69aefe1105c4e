import FlinkConfiguration

/// A time option as this version of Flink takes it.
package struct TimeSetting: Sendable {
  package let option: String
  /// Rounded down: no relation between Flink's timeouts hangs on a microsecond.
  package let milliseconds: Int64
  /// nil where the default is in force.
  package let setting: Setting?
}

extension Examination {
  /// The time that is in force for an option, set or by default.
  ///
  /// nil where the option does not exist in this version, has no default, or is set to what Flink
  /// cannot read: that is a finding of another rule, and no relation can be judged on it.
  package func time(_ option: String) -> TimeSetting? {
    guard let known = self.option(option) else { return nil }
    let setting = setting(option)
    guard let value = setting?.entry.value ?? known.default.map(ConfigurationValue.string),
      let read = try? OptionValue.check(
        value, against: known, version: versionAmong(known.grammarChanges), dialect: reading.dialect
      )
    else { return nil }
    let milliseconds: Int64? =
      switch read {
      case .duration(let duration): duration.milliseconds
      case .long(let number): number
      case .integer(let number): Int64(number)
      default: nil
      }
    return milliseconds.map {
      TimeSetting(option: option, milliseconds: $0, setting: setting)
    }
  }

  /// The same, for an option of the RPC system.
  package func rpcTime(_ name: String) -> TimeSetting? { time(rpcOption(name)) }

  /// `ask.timeout` as this version spells it: `akka.` up to 1.17, `pekko.` from 1.18.
  package func rpcOption(_ name: String) -> String {
    (isFrom(FlinkVersion(1, 18)) ? "pekko." : "akka.") + name
  }
}
