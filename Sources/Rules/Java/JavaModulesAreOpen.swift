package import Diagnosis
import FlinkConfiguration

/// Java 16 and later need the options that Flink ships in `env.java.opts.all`.
package struct JavaModulesAreOpen: Rule {
  package static let card = RuleCard(
    id: "FD9101", name: "java-modules-are-open", severity: .warning,
    title: "On Java 17 env.java.opts.all keeps Flink's --add-opens and --add-exports",
    why: """
      Flink reaches into java.base, which Java 16 and later allow only with these options. From \
      1.18 Flink ships them in env.java.opts.all; whoever replaces that line by options of his own \
      gets InaccessibleObjectException in jobs. Up to 1.17 RPC itself needs \
      `--add-exports=java.base/sun.net.util=ALL-UNNAMED` there.
      """,
    fix: "Copy the line of the shipped configuration, and append your own options to it.",
    sources: ["conf/flink-conf.yaml of 1.18, conf/config.yaml of 1.19 and later", "FLINK-15736"],
    examples: [
      .finding("env.java.opts.all: ↓-XX:+UseG1GC\nenv.java.home: /usr/lib/jvm/java-17-openjdk"),
      .finding("env.java.opts.all: ↓-XX:+UseG1GC", .info),
      .finding(
        "env.java.home: ↓/opt/jdk-17.0.2", .error, version: FlinkVersion(1, 12)),
      .healthy("env.java.opts.all: -XX:+UseG1GC\nenv.java.home: /usr/lib/jvm/java-11-openjdk"),
      .healthy(
        "env.java.opts.all: --add-exports=java.base/sun.net.util=ALL-UNNAMED "
          + "--add-opens=java.base/java.util=ALL-UNNAMED -XX:+UseG1GC"),
      .healthy("env.java.opts: -XX:+UseG1GC", version: FlinkVersion(1, 12)),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let java = exam.setting("env.java.home").flatMap { home in
      JavaHome.major(of: home.text).map { (home, $0) }
    }
    if let (_, major) = java, major < 16 { return [] }
    let option = exam.isFrom(FlinkVersion(1, 17)) ? "env.java.opts.all" : "env.java.opts"
    let own = exam.setting(option)
    let all = [own?.text, exam.setting("env.java.default-opts.all")?.text].compactMap(\.self)
    if !exam.isFrom(FlinkVersion(1, 18)) {
      guard let (home, major) = java else { return [] }
      let isExported = all.contains { $0.holds("java.base/sun.net.util=") }
      return [isExported ? home.passed : .rpcIsClosed(home, "\(major)", option)]
    }
    guard let setting = own ?? java?.0 else { return [] }
    let isOpen =
      all.contains { $0.holds("--add-opens=java.base/java.util=") }
      || all.contains { $0.holds("--add-opens java.base/java.util=") }
    if isOpen { return [setting.passed] }
    return [.closed(setting, java?.1)]
  }
}

/// What the path of a Java installation tells of its version; nothing there is ever run.
enum JavaHome {
  /// `17` of `/usr/lib/jvm/java-17-openjdk-amd64`, `8` of `jdk1.8.0_292`.
  static func major(of path: String) -> Int? {
    for part in path.split(separator: "/").reversed() {
      let name = part.lowercased()
      let isJava = ["jdk", "jre", "java", "zulu", "temurin", "corretto", "graalvm", "openj9"]
        .contains { name.holds($0) }
      guard isJava else { continue }
      let numbers = name.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
      guard let first = numbers.first(where: { $0 > 0 }) else { continue }
      if first == 1, numbers.count > 1, name.holds("1.\(numbers[1])") { return numbers[1] }
      if 7...40 ~= first { return first }
    }
    return nil
  }
}

extension Verdict {
  /// Also for what the Java's own `release` file tells (`RunningJavaFits`).
  static func rpcIsClosed(_ home: Setting, _ java: String, _ option: String) -> Verdict {
    home.finding(
      .error,
      """
      env.java.home is Java \(java), where this Flink's RPC does not start without further options \
      (`IllegalAccessError: class org.apache.flink.util.NetUtils … cannot access class \
      sun.net.util.IPAddressUtil`).
      """,
      fix: Fix(
        "\(option): --add-exports=java.base/sun.net.util=ALL-UNNAMED "
          + "--add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED"
          + " (or Java 11)"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager)], keepsFromStarting: true)
  }

  fileprivate static func closed(_ setting: Setting, _ major: Int?) -> Verdict {
    setting.finding(
      major == nil ? .info : .warning,
      """
      env.java.opts.all has none of the --add-opens that Flink ships: on \
      \(major.map { "Java \($0), which env.java.home names," } ?? "Java 17") jobs fail with \
      InaccessibleObjectException.
      """,
      fix: Fix("put the line of the shipped configuration before your own options"))
  }
}
