import FoundationEssentials
package import Models
import Wire

/// An export, or a part of one, as `export --format json` writes it and `import` reads it: snake-case names, RFC 3339 times.
///
/// A type of its own because documents contain some of the parts too, in another form: their own `Codable`.
struct ExportFile<Part: ExportPart>: Codable {
    let part: Part

    init(_ part: Part) { self.part = part }

    init(from decoder: any Decoder) throws { part = try Part(fields: decoder.container(keyedBy: Part.Key.self)) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Part.Key.self)
        for (key, value) in part.fields { try container.encode(value, forKey: key) }
    }
}

/// A part of an export: both directions use the same keys.
protocol ExportPart {
    associatedtype Key: CodingKey

    /// What is written, in this order; `nil` is written as `null`.
    var fields: KeyValuePairs<Key, any Encodable> { get }

    /// Reads a part that any version of the format wrote.
    ///
    /// - Throws: `DecodingError`, described by the raw value of an `ExportError.Expected` if a value has another form; `ExportError`.
    init(fields: KeyedDecodingContainer<Key>) throws
}

extension Export {
    /// The size in bytes of the longest file that is read.
    package static let fileLimit = 512 << 20

    /// What `export --format json` writes.
    package var file: some Encodable { ExportFile(self) }

    /// Reads what `export --format json` wrote, in this version of the format and earlier ones.
    ///
    /// Strict about the fields of an export, and lenient about unknown ones, which may come from a newer version.
    package init(json: Bytes) throws(ExportError) {
        guard json.count <= Self.fileLimit else { throw ExportError(.tooLong(limit: Self.fileLimit)) }
        do {
            self = try WireJSON.decode(ExportFile<Export>.self, from: Data(json)).part
        } catch let error as ExportError {
            throw error
        } catch let error as DecodingError {
            throw ExportError(error)
        } catch {
            throw ExportError(.notJSON)
        }
    }
}

extension ExportError {
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            let isHead = context.codingPath.isEmpty && key.stringValue == "version"
            self = isHead ? Self(.notExport) : Self(.missing, at: Self.place(context.codingPath + [key]))
        case .valueNotFound(_, let context): self.init(.missing, at: Self.place(context.codingPath))
        case .typeMismatch(let type, let context):
            let place = Self.place(context.codingPath)
            self = place.map { Self(.unexpected(Expected(type)), at: $0) } ?? Self(.notExport)
        case .dataCorrupted(let context):
            self =
                Expected(rawValue: context.debugDescription).map { Self(.unexpected($0), at: Self.place(context.codingPath)) }
                ?? Self(.notJSON)
        @unknown default: self.init(.notJSON)
        }
    }

    /// `nil` for the whole file.
    static func place(_ path: [any CodingKey]) -> String? {
        path.isEmpty ? nil : path.map { key in key.intValue.map { "[\($0)]" } ?? "." + key.stringValue }.joined()
    }
}

extension ExportError.Expected {
    fileprivate init(_ type: any Any.Type) {
        self =
            switch type {
            case is String.Type: .text
            case is Bool.Type: .flag
            case is Int.Type, is Int64.Type: .number
            case is [Any].Type: .list
            default: .object
            }
    }
}
