import Models
import Support

extension JSONTree {
    /// The document with a few parts changed according to an input, as an attacker would change a valid one.
    func tampered(by input: inout FuzzInput, most: Int = 4) -> JSONTree {
        var tree = self
        for _ in 0..<input.number(below: most + 1) where !input.isAtEnd {
            let parts = tree.parts.filter { !$0.path.isEmpty }
            guard let (path, part) = input.element(of: parts), let other = input.element(of: parts)?.part else { break }
            tree = tree.replacing(path, with: part.changed(by: &input, other: other))
        }
        return tree
    }

    /// - Returns: `nil` to leave the part out.
    private func changed(by input: inout FuzzInput, other: JSONTree) -> JSONTree? {
        switch input.number(below: 8) {
        case 0: return nil
        case 1: return other
        case 2: return .null
        default: break
        }
        switch self {
        case .text(let text): return .text(text.changed(by: &input))
        case .number(let number): return .number(number.changed(by: &input))
        case .flag(let flag): return .flag(!flag)
        case .array(let elements): return .array(elements + elements.prefix(1))
        case .object, .null: return other
        }
    }
}

extension Int64 {
    fileprivate func changed(by input: inout FuzzInput) -> Int64 {
        switch input.number(below: 6) {
        case 0: .max
        case 1: .min
        case 2: -1
        case 3: self &+ Int64(Int8(bitPattern: input.octet()))
        case 4: input.int64()
        default: 0
        }
    }
}

extension String {
    /// Keeps base64 valid, so that the change reaches the code that reads the bytes.
    fileprivate func changed(by input: inout FuzzInput) -> String {
        guard var bytes = Bytes(base64: self), !bytes.isEmpty else {
            return input.flag() ? self + "x" : String(decoding: input.octets(3), as: UTF8.self)
        }
        switch input.number(below: 4) {
        case 0: bytes.removeLast()
        case 1: bytes.append(input.octet())
        default: bytes[input.number(below: bytes.count)] ^= max(1, input.octet())
        }
        return bytes.base64
    }
}
