import Models
import Support
import Testing

@Suite("Merge")
struct MergeTests {
    @Test(
        arguments: [
            (Sample.version(1), nil, false, .applied),
            (Sample.version(1), Sample.version(1), false, .same),
            (Sample.version(1), Sample.version(1), true, .same),
            (Sample.version(2), Sample.version(1), false, .applied),
            (Sample.version(1), Sample.version(2), false, .superseded),
            (Sample.version(1, 1), Sample.version(1, 0), false, .applied),
            (Sample.version(1, 0, 2), Sample.version(1, 0, 1), false, .applied),
            (Sample.version(1, body: 2), Sample.version(1, body: 1), false, .applied),
            (Sample.version(1, body: 1), Sample.version(1, body: 2), false, .superseded),
            (Sample.version(2, body: 1), Sample.version(1, body: 2), false, .applied),
            (Sample.version(2), Sample.version(1), true, .locked),
            (Sample.version(1), Sample.version(2), true, .locked),
            (Sample.version(1, body: 2), Sample.version(1, body: 1), true, .locked),
            (Sample.version(1), Sample.version(Int64.max), false, .applied),
            (Sample.version(1), Sample.version(Int64.max), true, .locked),
        ] as [(Version, Version?, Bool, Merge)])
    func `the greater version wins, and a frozen one beats it`(incoming: Version, current: Version?, frozen: Bool, expected: Merge)
    {
        #expect(Merge.decide(incoming: incoming, current: current, currentIsFrozen: frozen) == expected)
    }

    @Test func `whatever comes first, the same version wins`() {
        let versions = randomVersions(16, seed: 21)
        for left in versions {
            #expect(winner(left, left) == left)
            for right in versions {
                #expect(winner(left, right) == winner(right, left))
                #expect(winner(left, winner(left, right)) == winner(left, right))
                let others = versions.filter { winner(winner(left, right), $0) != winner(left, winner(right, $0)) }
                #expect(others.isEmpty)
            }
        }
    }

    @Test func `every order of arrival, with repeats, ends at the same version`() {
        let random = SeededRandom(seed: 22)
        let versions = randomVersions(12, seed: 23)
        let ends = Set((0..<200).map { _ in random.shuffled(versions + versions).reduce(versions[0], winner) })
        #expect(ends == [versions.max()])
    }

    @Test func `nothing that arrives moves a frozen version`() {
        let versions = randomVersions(20, seed: 24)
        for frozen in versions {
            for incoming in versions {
                let decided = Merge.decide(incoming: incoming, current: frozen, currentIsFrozen: true)
                #expect(decided == (incoming == frozen ? .same : .locked))
            }
        }
    }

    private func winner(_ current: Version, _ incoming: Version) -> Version {
        Merge.decide(incoming: incoming, current: current, currentIsFrozen: false) == .applied ? incoming : current
    }

    /// Drawn from so few values that many are partly equal.
    private func randomVersions(_ count: Int, seed: UInt64) -> [Version] {
        let random = SeededRandom(seed: seed)
        return (0..<count).map { _ in
            Sample.version(
                Int64(random.below(3)), UInt32(random.below(2)), UInt8(random.below(2)), body: UInt8(random.below(3)))
        }
    }
}
