/// What a file certainly is by its first bytes, when it is neither a configuration nor a log.
enum FileFormat: String, CaseIterable, CustomStringConvertible {
  case gzip
  case zip
  case elf = "ELF"
  case javaClass = "Java class"
  case png = "PNG"
  case pdf = "PDF"
  case zstd
  case xz
  case bzip2

  init?(of bytes: some Sequence<UInt8>) {
    guard let format = Self.allCases.first(where: { bytes.starts(with: $0.magic) }) else {
      return nil
    }
    self = format
  }

  /// `a gzip file`.
  var description: String {
    "\(["ELF", "xz"].contains(rawValue) ? "an" : "a") \(rawValue) file"
  }

  private var magic: [UInt8] {
    switch self {
    case .gzip: [0x1f, 0x8b]
    case .zip: [0x50, 0x4b, 0x03, 0x04]
    case .elf: [0x7f, 0x45, 0x4c, 0x46]
    case .javaClass: [0xca, 0xfe, 0xba, 0xbe]
    case .png: [0x89, 0x50, 0x4e, 0x47]
    case .pdf: [0x25, 0x50, 0x44, 0x46]
    case .zstd: [0x28, 0xb5, 0x2f, 0xfd]
    case .xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a]
    case .bzip2: [0x42, 0x5a, 0x68]
    }
  }
}
