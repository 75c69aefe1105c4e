import ArgumentParser
import Diagnosis

/// What surrounds the configuration, as far as the user knows better than files and probes.
struct SurroundingsOptions: ParsableArguments {
  @OptionGroup var deployer: DeployerOption

  @Option(
    help: ArgumentHelp(
      "Whether the cluster stands on one machine: \(Choice.words(of: Topology.self)).",
      valueName: "topology"))
  var topology = "auto"

  @Option(
    help: ArgumentHelp(
      "What this node does in the cluster: \(Choice.words(of: Role.self)).", valueName: "role"))
  var role = "auto"

  @Option(
    help: ArgumentHelp(
      "Where the leading JobManager is, with high availability.", valueName: "host:port"))
  var jobmanager = ""

  @Option(help: ArgumentHelp("Whether the cluster should be running now: up or down."))
  var expect = "up"

  @Flag(help: "A firewall stands between the machines: every port must be known beforehand.")
  var firewall = false

  func add(to request: inout CheckRequest) {
    deployer.add(to: &request)
    request.topology = topology
    request.role = role
    request.jobmanager = jobmanager
    request.expect = expect
    request.firewall = firewall
  }
}

/// `--deployment`.
struct DeployerOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The deployer: \(Choice.words(of: Deployment.self)).", valueName: "deployment"))
  var deployment = "auto"

  func validate() throws { _ = try chosen }

  /// nil where the files shall tell.
  var chosen: Deployment? {
    get throws { try Choice.orAutomatic(Deployment.self, "--deployment", deployment) }
  }

  func add(to request: inout CheckRequest) { request.deployment = deployment }
}
