extension JSONTree {
    /// Steps from the whole document to a part; array elements are named by their index.
    package typealias Path = [String]

    package subscript(step: String) -> JSONTree? {
        switch self {
        case .object(let fields): fields[step]
        case .array(let elements): Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        case .text, .number, .flag, .null: nil
        }
    }

    /// Every part, including the whole.
    package var parts: [(path: Path, part: JSONTree)] {
        let children: [(String, JSONTree)] =
            switch self {
            case .object(let fields): fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            case .array(let elements): elements.enumerated().map { ("\($0.offset)", $0.element) }
            case .text, .number, .flag, .null: []
            }
        return [([], self)] + children.flatMap { step, child in child.parts.map { ([step] + $0.path, $0.part) } }
    }

    /// The document with one part replaced, or removed if `part` is `nil`.
    package func replacing(_ path: some Collection<String>, with part: JSONTree?) -> JSONTree {
        guard let step = path.first else { return part ?? .null }
        let rest = path.dropFirst()
        let child = rest.isEmpty ? part : self[step]?.replacing(rest, with: part)
        switch self {
        case .object(var fields):
            fields[step] = child
            return .object(fields)
        case .array(var elements):
            guard let index = Int(step) else { return self }
            if let child { elements[index] = child } else { elements.remove(at: index) }
            return .array(elements)
        case .text, .number, .flag, .null: return self
        }
    }

    /// The document with an unknown field in every object.
    package func withUnknownFields(_ name: String) -> JSONTree {
        switch self {
        case .object(let fields):
            let known = fields.mapValues { $0.withUnknownFields(name) }
            return .object(known.merging([name: .object(["deep": .array([.null, .flag(true), .text("x")])])]) { old, _ in old })
        case .array(let elements): return .array(elements.map { $0.withUnknownFields(name) })
        case .text, .number, .flag, .null: return self
        }
    }
}
