import Models
import Testing

@Suite("Padmé")
struct PadmeTests {
    @Test(arguments: [
        (0, 256), (1, 256), (255, 256), (256, 256), (257, 272), (272, 272), (273, 288), (512, 512), (513, 544), (1000, 1024),
        (1025, 1088), (10_000, 10_240), (65_536, 65_536), (65_537, 67_584), (1_000_000, 1_015_808),
    ])
    func `lengths fall into buckets`(length: Int, padded: Int) {
        #expect(Padme.paddedLength(length) == padded)
    }

    /// The paper's algorithm 1, with logarithms computed by halving.
    @Test func `the paper gives the same lengths`() {
        func floorLog2(_ value: Int) -> Int { value < 2 ? 0 : 1 + floorLog2(value / 2) }
        let large: [Int] = (9...40).flatMap { (bits: Int) -> [Int] in
            let power = 1 << bits
            return [power - 1, power, power + 1, 3 * power, 5 * power + 7]
        }
        func padded(_ length: Int) -> Int {
            let exponent = floorLog2(length)
            let unit = 1 << (exponent - (floorLog2(exponent) + 1))
            return (length + unit - 1) / unit * unit
        }
        let lengths = Array(257...5000) + large
        #expect(lengths.filter { Padme.paddedLength($0) != padded($0) } == [])
    }

    @Test func `a longer text is never padded to less, and padding costs at most an eighth`() {
        let padded = (0...20_000).map(Padme.paddedLength)
        #expect(zip(padded, padded.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(padded.enumerated().allSatisfy { $0.offset <= $0.element })
        #expect(padded.enumerated().dropFirst(257).allSatisfy { ($0.element - $0.offset) * 8 <= $0.offset })
        #expect(padded.allSatisfy { Padme.paddedLength($0) == $0 })
    }
}
