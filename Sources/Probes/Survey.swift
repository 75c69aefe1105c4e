package import Evidence

/// What this machine tells of itself, without a network and at once; the plan rests on it.
///
/// A further topic is a field of `Evidence`, a line here and nothing else.
package func survey() -> Evidence {
  Evidence(node: thisNode())
}
