import { expect, test } from 'vitest'
import { readXmp, writeXmp } from '../../../main/media/sidecars/xmp.ts'

/** As Lightroom Classic writes it: attributes, and keywords with those above them. */
const lightroom = `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000 1.000000, 0000/00/00-00:00:00        ">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:CreatorTool="Adobe Lightroom Classic 13.2 (Windows)"
   xmp:Rating="3"
   xmp:Label="Red"
   crs:Exposure2012="+0.35">
   <dc:subject>
    <rdf:Bag>
     <rdf:li>Bergen</rdf:li>
     <rdf:li>ferry &amp; fog</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <lr:hierarchicalSubject>
    <rdf:Bag>
     <rdf:li>Places|Norway|Bergen</rdf:li>
     <rdf:li>ferry &amp; fog</rdf:li>
    </rdf:Bag>
   </lr:hierarchicalSubject>
   <dc:description>
    <rdf:Alt>
     <rdf:li xml:lang="nb">Ferge i tåke</rdf:li>
     <rdf:li xml:lang="x-default">Ferry in fog</rdf:li>
    </rdf:Alt>
   </dc:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>`

/** As digiKam writes it: exiv2's form, a list of its own, and a colour as a number. */
const digiKam = `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:digiKam="http://www.digikam.org/ns/1.0/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/"
   digiKam:PickLabel="3"
   xmp:Rating="5"
   MicrosoftPhoto:Rating="99">
   <digiKam:TagsList>
    <rdf:Seq>
     <rdf:li>Ships/Ferry</rdf:li>
    </rdf:Seq>
   </digiKam:TagsList>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`

/** As Bridge writes it: elements, in several descriptions, with one of its own labels. */
const bridge = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xap="http://ns.adobe.com/xap/1.0/"><xap:Rating>-1</xap:Rating><xap:Label>Approved</xap:Label></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>dusk</rdf:li></rdf:Bag></dc:subject></rdf:Description>
</rdf:RDF></x:xmpmeta>`

test('sidecars of Lightroom, digiKam and Bridge are read', () => {
  expect(readXmp(lightroom)).toEqual({
    values: { rating: 3, colour: 'red', tags: ['Bergen', 'ferry & fog'], note: 'Ferry in fog' },
    isOurs: false,
    hasOtherLabel: false,
  })
  expect(readXmp(digiKam).values).toEqual({ rating: 5, colour: null, tags: ['Ferry'], note: null })
  expect(readXmp(bridge).values).toEqual({ rating: null, colour: 'green', tags: ['dusk'], note: null })
  expect(readXmp(lightroom.replace('"Red"', '"Rot"'))).toMatchObject({ values: { colour: null }, hasOtherLabel: true })
  for (const text of ['', 'no XML', '<x/>', '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'])
    expect(() => readXmp(text)).toThrow('It is no XMP')
})

test('what is written is read back, and all else stays', () => {
  const values = { rating: 4, colour: 'purple', tags: ['Bergen', 'Fähre 🛳', '<night> & "day"'], note: 'A\nB' } as const
  for (const packet of [undefined, lightroom, digiKam, bridge]) {
    const written = writeXmp(packet, values)
    expect(readXmp(written)).toEqual({ values, isOurs: true, hasOtherLabel: false })
    // Again, nothing changes.
    expect(writeXmp(written, values)).toBe(written)
    // Cleared values leave.
    const cleared = writeXmp(written, { rating: null, colour: null, tags: [], note: null })
    expect(readXmp(cleared).values).toEqual({ rating: null, colour: null, tags: [], note: null })
    expect(
      readXmp(written.replace('xmp:Rating="4"', 'xmp:Rating="2"').replace('xap:Rating="4"', 'xap:Rating="2"')).isOurs,
    ).toBe(false)
  }
  const merged = writeXmp(lightroom, values)
  for (const kept of ['Places|Norway|Bergen', 'Ferge i tåke', 'crs:Exposure2012="+0.35"', 'Classic 13.2 (Windows)'])
    expect(merged).toContain(kept)
  expect(merged).toContain('xmp:Label="Purple"')
  const inDigiKam = writeXmp(digiKam, { rating: 5, colour: null, tags: ['Ferry', 'fog'], note: null })
  expect(inDigiKam).toMatch(/<digiKam:TagsList>.*Ships\/Ferry.*fog.*<\/digiKam:TagsList>/s)
  expect(inDigiKam).toContain('MicrosoftPhoto:Rating="99"')
  // A rejected take stays rejected, and a label keeps its word, while they are not changed.
  const same = writeXmp(bridge, { rating: null, colour: 'green', tags: ['dusk', 'fog'], note: null })
  expect([same.includes('<xap:Rating>-1<'), same.includes('<xap:Label>Approved<')]).toEqual([true, true])
})
