import Models
import Support
import Vault

enum PaddingVectors {
    static func parts() throws -> JSONTree {
        let lengths = [
            0, 4, 255, 256, 257, 272, 273, 288, 289, 511, 512, 513, 544, 1023, 1024, 1025, 4097, 65_537, 200_004, 262_144,
        ]
        return [
            "buckets": .array(
                lengths.map { ["length": .number(Int64($0)), "bucket": .number(Int64(Padme.paddedLength($0)))] }),
            "padded": .array(
                [0, 3, 252, 253, 269].map { count in
                    let content = Bytes.counting(from: 1, count: count)
                    return ["content": .hex(content), "padded": .hex(Padding.pad(content))]
                }),
            "refused": .array(refused.map { ["what": .text($0), "padded": .hex($1)] }),
        ]
    }

    private static var refused: [(String, Bytes)] {
        let good = Padding.pad([1, 2, 3])
        var long = good
        long.replaceSubrange(0..<4, with: [0, 0, 0, 253])
        var wrapped = good
        wrapped.replaceSubrange(0..<4, with: [0xFF, 0xFF, 0xFF, 0xFF])
        return [
            ("something behind the content", good.changed(at: 255)), ("the length one more than it is", long),
            ("a length beyond everything", wrapped), ("an octet too few", Bytes(good.dropLast())),
            ("a larger bucket than needed", good + Bytes(repeating: 0, count: 16)), ("no bucket at all", [0, 0, 0, 0]),
            ("too short for a length", [0, 0, 0]),
        ]
    }
}
