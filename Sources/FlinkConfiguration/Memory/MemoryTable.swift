/// What Flink's start scripts give a process: the JVM's parameters, and the sizes as dynamic properties.
package struct MemoryTable: Sendable, Hashable {
  /// `-Xmx…`, `-Xms…`, `-XX:MaxDirectMemorySize=…`, `-XX:MaxMetaspaceSize=…`.
  package let jvmParameters: [String]
  /// The keys and values that BashJavaUtils prints with `-D`, sorted by key; sizes in bytes, with a `b`.
  package let properties: [Property]
  /// Everything together, which is what a container must hold.
  package let totalProcess: MemorySize
  package let totalFlink: MemorySize

  package struct Property: Sendable, Hashable {
    package let key: String
    package let value: String
  }

  package subscript(key: String) -> String? { properties.first { $0.key == key }?.value }

  /// The keys that are sizes, in bytes: all but cores, slots and external resources.
  package var sizes: [(key: String, bytes: Int64)] {
    properties.compactMap { property in
      guard property.key.contains(".memory."), property.value.hasSuffix("b"),
        let bytes = Int64(property.value.dropLast())
      else { return nil }
      return (property.key, bytes)
    }
  }

  /// The size behind a key; nil for what is none.
  package func size(_ key: String) -> MemorySize? {
    self[key].flatMap { try? MemorySize.parse($0) }
  }

  init(
    jvmParameters: [String], properties: [String: String], totalProcess: MemorySize,
    totalFlink: MemorySize
  ) {
    self.jvmParameters = jvmParameters
    self.properties = properties.sorted { $0.key < $1.key }.map {
      Property(key: $0.key, value: $0.value)
    }
    self.totalProcess = totalProcess
    self.totalFlink = totalFlink
  }
}
