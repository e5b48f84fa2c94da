import Models
import Support
import Testing

@Suite("Hybrid logical clock")
struct StampTests {
    @Test(
        arguments: [
            (at: 100, floors: [], time: 100, counter: 0),
            (at: 100, floors: [Sample.stamp(99, 7)], time: 100, counter: 0),
            (at: 100, floors: [Sample.stamp(100, 0)], time: 100, counter: 1),
            (at: 100, floors: [Sample.stamp(100, 7, 200)], time: 100, counter: 8),
            (at: 100, floors: [Sample.stamp(500, 3)], time: 500, counter: 4),
            (at: 100, floors: [Sample.stamp(500, 3), Sample.stamp(500, 9), Sample.stamp(20)], time: 500, counter: 10),
            (at: 100, floors: [Sample.stamp(100, .max)], time: 101, counter: 0),
            (at: 100, floors: [Sample.stamp(500, .max, 255)], time: 501, counter: 0),
            (at: -5, floors: [Sample.stamp(-5, 1)], time: -5, counter: 2),
        ] as [(at: Int64, floors: [Stamp], time: Int64, counter: UInt32)])
    func `the next stamp is the earliest above its floors`(at: Int64, floors: [Stamp], time: Int64, counter: UInt32) {
        let next = Stamp.next(at: Instant(milliseconds: at), by: Sample.id(1), above: floors.max())
        #expect(next == Sample.stamp(time, counter, 1))
    }

    @Test(
        arguments: [
            (floor: nil, noise: 9, time: 100, counter: 4), (floor: nil, noise: .max, time: 100, counter: .max >> 1),
            (floor: Sample.stamp(99, 7), noise: 0x10_0000, time: 100, counter: 0x8_0000),
            (floor: Sample.stamp(100, 7), noise: 0, time: 100, counter: 8),
            (floor: Sample.stamp(500, 7), noise: 0xAB_0005, time: 500, counter: 13),
            (floor: Sample.stamp(500, .max - 5), noise: 4, time: 500, counter: .max),
            (floor: Sample.stamp(500, .max - 5), noise: 5, time: 501, counter: 2),
            (floor: Sample.stamp(500, .max), noise: 6, time: 501, counter: 3),
        ] as [(floor: Stamp?, noise: UInt32, time: Int64, counter: UInt32)])
    func `an answer's counter begins anywhere and rises by any number`(floor: Stamp?, noise: UInt32, time: Int64, counter: UInt32) {
        let next = Stamp.nextOfAnswer(at: Instant(milliseconds: 100), by: Sample.id(1), above: floor, noise: noise)
        #expect(next == Sample.stamp(time, counter, 1))
        #expect(floor.map { $0 < next } ?? true)
    }

    @Test func `a device's stamps rise however its clock jumps`() {
        let random = SeededRandom(seed: 11)
        var last: [UInt8: Stamp] = [:]
        var seen: Stamp?
        for _ in 0..<2_000 {
            let device = UInt8(random.below(3))
            let floor = random.below(2) == 0 ? seen : nil
            let time = Instant(milliseconds: Int64(random.below(50)) - 25)
            let floors = [last[device], floor].compactMap { $0 }.max()
            let next =
                random.below(2) == 0
                ? Stamp.next(at: time, by: Sample.id(device), above: floors)
                : Stamp.nextOfAnswer(
                    at: time, by: Sample.id(device), above: floors, noise: UInt32(truncatingIfNeeded: random.number()))
            #expect(next.time >= time)
            #expect(last[device].map { $0 < next } ?? true)
            #expect(floor.map { $0 < next } ?? true)
            last[device] = next
            seen = [seen, next].compactMap { $0 }.max()
        }
    }

    @Test func `time comes first, then the counter, then the device`() {
        let rising = [
            Sample.stamp(-1, 9, 9), Sample.stamp(0, 0, 0), Sample.stamp(0, 0, 1), Sample.stamp(0, 0, 128), Sample.stamp(0, 1, 0),
            Sample.stamp(1, 0, 0),
        ]
        #expect(SeededRandom(seed: 12).shuffled(rising).sorted() == rising)
    }

    @Test(
        arguments: [
            (Int64.max, 1, Int64.max), (.max - 5, 5, .max), (.min, -1, .min), (0, .max, .max), (0, .min, .min), (7, -8, -1),
            (.max, .min, -1),
        ] as [(Int64, Int64, Int64)])
    func `an instant stops at the ends of time`(start: Int64, delta: Int64, end: Int64) {
        #expect(Instant(milliseconds: start).advanced(by: .milliseconds(delta)).milliseconds == end)
    }

    @Test(arguments: [(Int64(0), Int64(2), Int64(2000)), (0, .max, .max), (0, .min, .min), (.max - 1, 1, .max), (5, -1, -995)])
    func `seconds saturate as milliseconds do`(start: Int64, seconds: Int64, end: Int64) {
        #expect(Instant(milliseconds: start).advanced(by: .seconds(seconds)).milliseconds == end)
    }
}
