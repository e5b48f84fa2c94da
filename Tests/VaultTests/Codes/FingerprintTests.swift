import Models
import Support
import Testing
import Vault

@Suite("Fingerprint")
struct FingerprintTests {
    @Test func `both partners read the same, in six groups of five digits`() {
        let (inviter, joiner): (PartnerID, PartnerID) = (Sample.id(1), Sample.id(2))
        let (here, there) = (Fingerprint(inviter: inviter, joiner: joiner), Fingerprint(inviter: inviter, joiner: joiner))
        #expect(here == there)
        #expect(here.description == there.description)
        #expect(here.description.wholeMatch(of: /(\d{5} ){5}\d{5}/) != nil)
        #expect(here.description == "84487 82960 43473 66919 59134 91921")
    }

    @Test func `another partner, or roles exchanged, read differently`() {
        let all = [(1, 2), (2, 1), (1, 3), (3, 2), (1, 1)].map { inviter, joiner in
            Fingerprint(inviter: Sample.id(inviter), joiner: Sample.id(joiner)).description
        }
        #expect(Set(all).count == all.count)
    }
}
