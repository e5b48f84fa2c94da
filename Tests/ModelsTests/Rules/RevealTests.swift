import Models
import Support
import Testing

@Suite("Reveal")
struct RevealTests {
    private static let sides = [false, true].flatMap { sealed in
        [false, true].flatMap { counts in
            [false, true].map { Reveal.Side(isSealed: sealed, counts: counts, isOpened: $0) }
        }
    }

    private static let open = Reveal.Side(isSealed: false, counts: true, isOpened: false)
    private static let seal = Reveal.Side(isSealed: true, counts: true, isOpened: false)
    private static let escrow = Reveal.Side(isSealed: true, counts: true, isOpened: true)
    private static let waiting = Reveal.Side(isSealed: true, counts: false, isOpened: true)

    @Test(
        arguments: [
            (open, open, nil, .frozen),
            (seal, open, nil, .frozen),
            (escrow, open, nil, .frozen),
            (seal, seal, .frozen, .frozen),
            (escrow, seal, .frozen, .frozen),
            (escrow, escrow, .revealed, .revealed),
            (waiting, escrow, nil, .revealed),
            (waiting, waiting, nil, .revealed),
            (waiting, seal, nil, .frozen),
        ] as [(Reveal.Side, Reveal.Side, SealPhase?, SealPhase)])
    func `both seals freeze a round, both openings reveal it`(
        mine: Reveal.Side, theirs: Reveal.Side, fresh: SealPhase?, onceFrozen: SealPhase
    ) {
        #expect(Reveal.phase(of: mine, and: theirs, wasFrozen: false) == fresh)
        #expect(Reveal.phase(of: mine, and: theirs, wasFrozen: true) == onceFrozen)
    }

    @Test(arguments: sides, sides)
    func `nothing is revealed before both are sealed, and nothing thaws`(mine: Reveal.Side, theirs: Reveal.Side) {
        let fresh = Reveal.phase(of: mine, and: theirs, wasFrozen: false)
        let later = Reveal.phase(of: mine, and: theirs, wasFrozen: true)
        #expect(fresh == Reveal.phase(of: theirs, and: mine, wasFrozen: false))
        #expect(later == Reveal.phase(of: theirs, and: mine, wasFrozen: true))
        #expect(later != nil)
        #expect(fresh == nil || fresh == later)
        for side in [mine, theirs] where !side.isSealed || !side.counts { #expect(fresh == nil) }
        for side in [mine, theirs] where !side.isOpened { #expect(fresh != .revealed && later != .revealed) }
    }

    @Test func `of two revealed pairs the one whose later version is smaller stands`() {
        let early = (Sample.version(9), Sample.version(10))
        let late = (Sample.version(1), Sample.version(11))
        #expect(Reveal.stands(early, over: late))
        #expect(!Reveal.stands(late, over: early))
        #expect(
            Reveal.stands((Sample.version(1), Sample.version(5, body: 1)), over: (Sample.version(1), Sample.version(5, body: 2))))
    }

    @Test func `of any two different pairs exactly one stands, whoever compares them`() {
        let versions = [
            Sample.version(1), Sample.version(1, body: 1), Sample.version(1, 1), Sample.version(2), Sample.version(2, 0, 1),
        ]
        let pairs = versions.flatMap { left in versions.map { (left, $0) } }
        for one in pairs {
            for other in pairs {
                let isSame = Set([one.0, one.1]) == Set([other.0, other.1])
                let (here, there) = (Reveal.stands(one, over: other), Reveal.stands(other, over: one))
                #expect(here == Reveal.stands((one.1, one.0), over: other))
                #expect(there == Reveal.stands(other, over: (one.1, one.0)))
                #expect((here != there) == !isSame)
                #expect(!(here && there))
            }
        }
    }
}
