package import Diagnosis

/// How a report is shown; none of it changes what was found.
package struct RenderingOptions: Sendable, Hashable {
  package var color: Bool
  /// Findings below this severity are left out; the counts keep them.
  package var show: Severity
  /// From this severity on a finding fails the run; nil for never.
  package var failOn: Severity?
  /// Something unknown makes the run incomplete, so that it is no success.
  package var requireComplete: Bool
  /// `-v`: what passed, was skipped or silenced is listed too.
  package var verbose: Bool
  /// `-q`: nothing but findings.
  package var quiet: Bool
  /// Columns of the terminal; text is folded to it where it can be.
  package var width: Int

  package init(
    color: Bool = false, show: Severity = .info, failOn: Severity? = .error,
    requireComplete: Bool = false, verbose: Bool = false, quiet: Bool = false, width: Int = 100
  ) {
    self.color = color
    self.show = show
    self.failOn = failOn
    self.requireComplete = requireComplete
    self.verbose = verbose
    self.quiet = quiet
    self.width = width
  }
}
