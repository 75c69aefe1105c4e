package import FlinkConfiguration

extension Examination {
  /// `high-availability.type`, under whichever key this version and this file have it.
  package var highAvailabilitySetting: Setting? {
    // Most files set neither name, and then it is the same under every version.
    let names = Set(FlinkVersion.known.map(HighAvailabilityMode.key))
    guard names.contains(where: { written($0) != nil || aliased.contains($0) }) else { return nil }
    return setting(HighAvailabilityMode.key(in: versionAmong(HighAvailabilityMode.changes)))
  }

  package var highAvailability: HighAvailabilityMode {
    guard let text = highAvailabilitySetting?.text else { return .none }
    return HighAvailabilityMode(text, version: versionAmong(HighAvailabilityMode.changes))
  }
}
