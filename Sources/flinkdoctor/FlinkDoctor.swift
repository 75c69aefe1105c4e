import ArgumentParser

/// The root command.
struct FlinkDoctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flinkdoctor",
    abstract:
      "Validates a Flink configuration as Flink reads it, and examines the node and its peers.",
    discussion: """
      Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or unreadable input, \
      3 incomplete (with --require-complete), 4 a fault of flinkdoctor itself.

      Every option can also be set in the environment (FLINKDOCTOR_FLINK_VERSION=1.18) and in a \
      .flinkdoctor.yaml of the working folder (flink-version: 1.18); the command line wins, then \
      the environment.
      """,
    version: Version.number,
    subcommands: [
      CheckCommand.self, EffectiveCommand.self, OptionsCommand.self, PortsCommand.self,
      ProbeCommand.self, ClusterCommand.self, RehearseCommand.self, LogsCommand.self,
      RulesCommand.self, ExplainCommand.self, SchemaCommand.self,
    ])
}
