package import FlinkConfiguration

extension Examination {
  /// `high-availability.type`, under whichever key this version and this file have it.
  package var highAvailabilitySetting: Setting? {
    setting(HighAvailabilityMode.key(in: versionAmong(HighAvailabilityMode.changes)))
  }

  package var highAvailability: HighAvailabilityMode {
    HighAvailabilityMode(
      highAvailabilitySetting?.text, version: versionAmong(HighAvailabilityMode.changes))
  }
}
