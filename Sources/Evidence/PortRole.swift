/// What a port is for, which decides how it may be asked without leaving a line in a log.
package enum PortRole: String, Sendable, Hashable, Codable, CaseIterable {
  case jobManagerRpc = "JobManager RPC"
}
