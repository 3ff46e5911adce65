// Generated from the migrations: npm run schema

/** The hashes of all triggers and virtual tables that any version of Rushes created. */
export const ownObjects: ReadonlySet<string> = new Set([
  // journal_saved_searches_replace
  '039d49cfce6e91bd0ee426de456e2306f64738dc8a09fbb62f7fbed57e216970',
  // video_search_tags_update
  '058541586a652f196162612ec373e0d8fd7c3e1e412f8a5ad2656d9b40dad297',
  // journal_media_insert
  '05cd0cb87c86897f550daa02eca4db9d721c469bd3aa6198e66d00f6a7bfc690',
  // analysis_labels_update
  '076010635f909dcb00d3e1cca712037ee50f7eeb122057b1a0998093728143ff',
  // video_search_workflow_insert
  '088e19a6048096f33209fb451205db55a0b49e53bd93d0cb01e337626b9708da',
  // journal_collected_videos_key
  '090627365c00c5495155112abb53cfa5914b886bcc840b6285f2d85bd2206102',
  // video_changes_delete
  '095e48fed4e064cc738af336ad3e83b810e421fda6697f2d341f8688ff05f65c',
  // journal_link_decisions_replace
  '0a97144542a5ab54134a9858374aa4474e788d77f8368b8771882ff170daee99',
  // collected_videos_gone
  '0ade3802ed9f9c61ac86f5c3faa76911c2e9efce58d54b109c7f1cadc67a673e',
  // journal_workflow_images_replace
  '0c846e7813b13950d81b35b411ec8363f08d23c6535b60e8f41fa8e3a099719b',
  // journal_saved_searches_insert
  '0c8b2f59bb6bd93aef8b3afe825e548147b543fdbc662e21635b8d6018746190',
  // video_counts_update_id
  '0d0f976baffa0ce9a754ac6a2382067f8c4d131f4a31a6482c95012aa4ef5032',
  // journal_video_notes_update
  '0db00db9d02f8c6df1d1aa9b793a0f4de7a8dc885f29c94a78714d1f92ca069b',
  // journal_media_update
  '0e424fa0e71d71d390af1390564cd6bb57e0ac6ae80adf335e1a3c944364d940',
  // journal_workflow_images_key
  '0f03680a83a7fa366800b478d8dcd212cd84d2cec27b431d4e70937022bf9adb',
  // video_search_insert
  '0f5c2dc1bf59dc5f84f206713bc8fbb4812fb5c80fc9f5b1d2be3a929a53db91',
  // journal_workflow_images_insert
  '0f7608feac688dff9927b71c332db767ba5669c4e69ef1d02d81188480f02a19',
  // media_status_changed
  '0fa2c5b21f98a85486b65c8baacb59a43a2cfbfbad01737192b05e8e1ab754ef',
  // journal_video_generation_replace
  '10425d6fba82a363d9546d0a18aa43de103dbf4e029af4bf88ad3ebf6c432bbc',
  // journal_videos_update
  '11416bddc079ef8b20ee4154bc1f8b2cab4bab7debea194c168de227ba488c0e',
  // video_changes_video_generation_insert
  '11bad43c6614af284675cebd36522b226099e7dc6c3cc11cb81d5fa8aae88ed3',
  // journal_tagged_images_update
  '12fc68f27511a1516ce9713a0fa12472e84d71b0be2bf362f0ae64c5d35d48cb',
  // journal_collections_delete
  '1457f4435331cc2d2bfc860d45c2e66ab053737694f7e2a9327d661664466ae8',
  // journal_image_notes_update
  '151b3c316e1c0cd1356d069deb8e6f01c7ee4c80cc98c0af3b0e2bd1ad12c4a2',
  // video_search_workflow_insert
  '1541e97850ca671f1ba56f0a097ac97a9f061c0b7bdf77f53eb75fdc90542cf0',
  // video_changes_update
  '1549adf721e02df5b2ad5f7737a586ca3c147a09399832454daa0f0084c3840f',
  // journal_duplicate_decisions_delete
  '1652147b64e34feedf2690a647a3ad26db9dca85c641a3839798fcef978cafa2',
  // journal_collections_key
  '17ccee112e9d2ad7f97f331939225ded3cb8c05fa99b5892e9526e93dc757d2d',
  // journal_collections_insert
  '18428e911e7df4f5171d8597fac3cdddcf9380c5a3a92c04e960abec52b14f6c',
  // video_search_tags_insert
  '1a60ba11738525ece81a26dc90c30ac40f429b6bcd2536dd7d4ed8e9ecf44949',
  // journal_workflow_videos_key
  '1b70b4a4b66caa710fd49c4a9c783e27c82d76ab96110ea5b280d7565949be87',
  // video_changes_tagged_videos_delete
  '1d5ed2177f7ee22f3a3c574b9a74bfdd4aaf48f09398cbd641573cc6fe99c820',
  // journal_tagged_videos_delete
  '1ded213e7ea25780afea3ac2bd3bdcd28e7331b1bbe41638c9437c4506f778f4',
  // video_search_tags_delete
  '1eeded8f8629c0443595fdd806b459a0be2ccda336f6849cf67a4d7a35c4fca4',
  // video_sort_keys_insert
  '1f22c78c221af0b4b88c8a0a42b0b4574eb947b4fe376bf221211145c1a64658',
  // journal_video_notes_replace
  '20a68987e4d8659150370402d6f51c1a38d67af63604b1e3d79f4e8391efd1fe',
  // journal_duplicate_decisions_insert
  '20d783f4fed36388ca0721b54671db007a3a0f2e5c32d4851fe17a58e8565d47',
  // video_sort_keys_video_generation_delete
  '21ebf37b72d6c60326c6012e554934a84f627a7ade96da9f755e7cb8dcd4e66c',
  // journal_duplicate_decisions_update
  '2684ff0b03eb5e4726f26cb4b6586ccc3977f477dc88d129510eede85addf7b9',
  // journal_video_generation_insert
  '26d1e29c3d0c6155d2abaad4a17871e120b2a73939d926504e3a966342bd0b00',
  // video_search_workflow_delete
  '27785bbdc74345798c2653a455d2d10128a693f3f4bdab1eb0a9bbc5a3dccb35',
  // execution_end_is_noted
  '2e2ca611e9d6a83a85f25e8c2ce84bdf84e7f404d957ebd23ec2df4227e42bcc',
  // video_search_prompt_delete
  '2e899c0e3055ebad340e641dd9638e93146650dfb34db543f7bba168857f24b9',
  // video_changes_insert_before
  '2f2e5289fcfab0173fa1de2a7473116e5c0532ba3b6cd130874277bfca5f116a',
  // journal_analysis_jobs_delete
  '2f3662cfd007d45ace99415c1b2d17669106df7a6af3754c4cf0f2dbba1525a0',
  // video_changes_sort_keys
  '3193f87c2f2e6244a537cfdef06c437bc258302c1e7b1d1a1c915357fa3dbba9',
  // video_counts_tagged_videos_insert
  '347352e1c93c328b1ee4e73119fe6e81203bfa322fe0f997fcbca289445386fb',
  // video_search_prompt_insert
  '347b8f9c1e85d9739518064ea1d125cede28794790ca56d222567d2a10cb4528',
  // journal_link_decisions_insert
  '35eb915a0f45863701906f256409da77df2e7d8e4e6cf20ab2d835c29ab3a8e9',
  // video_counts_video_generation_insert
  '364a1fcc1413b338699e4d7440025a6283300a57d5fd5dcbfbd3f960089da5d9',
  // video_counts_workflow_videos_update
  '37c19a7a5b50115b5627eb155a72294a24f77ee1a1e0f7b1971b4c7836599ce3',
  // journal_collected_videos_insert
  '385df6127b16c3eac68a8e93b8142f3b754bcc39f8c59b809090e44c13935be0',
  // journal_video_generation_delete
  '3992846e4d03298f31f6f6c5c93c9f9496725c83071d62177237efe950f9c388',
  // journal_timelines_update
  '3aecc97844469ce90f62b7b8dcae14e6f8dbf897fd8a3deef4f0ded714ed7619',
  // video_sort_keys_workflow_videos_update
  '3e79793fe81ddb33f6fcf0804d301c3e95d2a26935b8ccf591b2174cbc8c05de',
  // journal_image_notes_delete
  '3f21dd0ce197310cb08dc7f371f0c29e18906d4a11b439d23a23a0d7f1a56f47',
  // video_search_prompt_update
  '42ac365918ca80dd75c7a0775d7586c37db21d413e77990926c9a2da8f48d937',
  // journal_tagged_videos_update
  '42b520a45dbd435a50495325c782fbebb7505e4c4513d803dc224fc3e51d5b01',
  // video_counts_video_generation_delete
  '43e74513cec76c91e1916fd32701e27dd02d22613a88080ed97d7669f09304c3',
  // journal_workflows_insert
  '44fc1c240670a5c00e6615134b14437ba847b2d03eeb8e05d02f6876909741a1',
  // journal_workflows_update
  '46d6a152573aa05947ca635f3ae4ab1592335fc9d02c42086d8fd649c715368a',
  // video_search_update
  '470156cc79999350b46f720f3ff4c4dfabb13c61c814aa3b53ecd1188845c6f8',
  // journal_media_delete
  '49f53056a2cd357b4133180ecbdc21ec5bdbf80e6214bfbe6c6fc04ff93d859a',
  // video_changes_video_generation_delete
  '4aa869e15060cdf3c43c0c8a3b6e7daffb8731bc2167cdba1e0170a04bccbdbc',
  // journal_link_decisions_key
  '4bdb0d6388561b545ff5422f1c29e644e76035a04c55486c6f06914a549b13dd',
  // video_search_insert
  '4d6eed6c496349eadee32bb9d247d6d0b0dfcfbe5fcd73e6bdad7b2013fe3533',
  // journal_image_generation_replace
  '4e2b9d1c8087a4305a6d65ea576d88a4792329e39aed6b6ce4150a95296853e6',
  // video_search_update
  '52477b41a427e72295babccd58a4f26318e98d8c0c9a16a16f8afb45226a1b7e',
  // video_counts_tagged_videos_update
  '529a06b25ac0ebb8d74ea2228a854e60e33e532caa1da10375403d168b4dc950',
  // journal_analysis_jobs_insert
  '52ff2d6be82d62a1ed324cd90760cd4bec6656cfeebb80feb09cc42dd8db24d9',
  // video_search_rename
  '5334d4d622c6687849737ba63515ec5631c67b38ab664648f9e1e235256e7953',
  // video_sort_keys_workflow_videos_delete
  '544c454f8983a7ef5e55b05ed1b1c5fce81ee804e6bb0ca77ff170f30d21c9dc',
  // video_sort_keys_video_generation_delete
  '56a5b2ceed649fb12fd43c10ae3cdeb3db6920efb0090551efbe84ecae5118eb',
  // video_counts_video_generation_insert_before
  '56c42ed1e57fde046420e0db46b93fc248300841ba8778323c2e69cbfefd86ad',
  // video_changes_workflow_videos_delete
  '57ff5adf87209180b56b6d2f4b47f947c89861d4458b24477910b937194fd939',
  // journal_video_notes_delete
  '5abd353b979767d1808c21eb4af52fc897c0424ccd37e3e9b834d797d46cd3ba',
  // journal_video_versions_update
  '5b809cd303607baf6c61bed0114ddedf172e882bc4bb47a4431093480722beab',
  // journal_tagged_images_delete
  '5fa2f20101793b02dfb9a2830d2c2af53a2b31bae1accc7a433164d6cc15a129',
  // video_search_rename
  '609d82a38f8051f2bdac45cb32fb8669c85764c2870cd2d8f7fa3ef949d4137c',
  // video_counts_tagged_videos_delete
  '60bc3dc5a7217a1328e1bc91c6cb8c7839d78f95afa4afef06ab2a6389eecefe',
  // journal_collections_replace
  '6160ab262505856b3c28ae9cc8d98e37683a97b3602e0d6731a56f6868f6914e',
  // video_sort_keys_insert
  '61a609ecbdf91024f40a8048948df9d6f923f053b79f57c9249d0d7723a878ee',
  // video_counts_insert
  '632bdc7492a6e528d1a8e5a9ea498aeb30de3dcdd8ae331e6b8dbf35812550aa',
  // journal_workflows_delete
  '63ccd010a506e0239f401e4620bcb4bc98bd43554e43741908db5e11e6d523db',
  // journal_analysis_jobs_replace
  '652d6d696a179735755a8eb3941d17849f4cd77eb9bf9383af03f15026ae594c',
  // video_search_delete
  '6585c71ed2135a262de9be38279515d81a449efeda65193efa8c6c32465972ec',
  // video_sort_keys_video_generation_update
  '66d595838067c1115a2eb09eab7a53d315ed21a31030badbbe77ea9f135a8689',
  // journal_duplicate_decisions_replace
  '66e4b3040cc99f9204d2b3b6971a42dd37f8151f10905e456a3c4b1e5eafcd64',
  // video_search_workflow_delete
  '6719c64d344828d66e3ac285f17a610a1af1334a2653ade6288328f6fd75095b',
  // journal_saved_searches_delete
  '690d670d475abdae0f440ba2de3a68b1012d9fbf00b8196d746d0740b576faad',
  // journal_collected_videos_delete
  '6a916fda1f1a37f384f2c8ba9f62f5d22ae766b731f6b292c387345f96c42b6c',
  // journal_analysis_jobs_update
  '6c6a2394d184ac0a05af5942edd7ce34c2095473260c2793b654cc89caeb9dd7',
  // journal_tagged_images_replace
  '6cc2cb6a73347095c06b6dd40d7292e97b38cf1c21ee8ae818ec7030b808da76',
  // video_search_tags_delete
  '6f1ee624ba2846d6bf903cd61eb724f47a1eabb0aece2666e2696b45aa56b1bd',
  // analysis_labels_insert
  '6ff9b36fb0dbf4c90a97858f9d47231747613428f0e325a4d27c7f02def4d94a',
  // journal_tagged_videos_key
  '70106c0b06f9e509622131755f278695c3de447a287ce3a840b7338acb3ba324',
  // journal_workflow_images_update
  '7097418eb69fe85e5d9b08e3bbb7e8610c1c3afa579e24426894121a7ec52e2b',
  // video_counts_workflow_videos_delete
  '71635cbd81e386be1838e0238f90dd3f423687b1872766723de658d2ed285ea8',
  // journal_videos_insert
  '732c994ecb2074cd10d523d36050e62c8bb2d8445599ef702a9d81c7e231a704',
  // video_search_workflow_update
  '737f01365d7c84619e10937ca83e4fc5e6ac116685703291b29656290348ead4',
  // journal_saved_searches_key
  '75e1c90c86551c3ea4882fb7609e24ca7a0adc281d463466641283fc38225c9d',
  // journal_checkpoints_update
  '78ff22abfe233c9146812cf91fee34bda48e34a86b2755204ca9996f4d58eb1f',
  // journal_analysis_jobs_key
  '7ae7a0af2139f597fc8d5ec2fa358596863604e398d4438f8048599b0f4273ba',
  // journal_tagged_images_key
  '7b7518bd002271b4e9e1a2eee6679dc7eab79c372467799f7305c42cca179c4f',
  // journal_image_generation_delete
  '7e252bac295f7f6e613baa370dae0ac6039195b8171f82c37400c22232487741',
  // journal_video_notes_insert
  '7e7df16fb2dbd97268c3027d00ee970ea8558d4c8395eaa2a4445c8fd245187a',
  // journal_link_decisions_update
  '830e2eced4e04dfac2c881cd6ae9668bca1d2fb3c5c59099e9c80fd711b3a816',
  // video_counts_update
  '84871c9ab2f462f942c9251c98a5995dee50d1091bf29a2dd0cf667ef5def659',
  // video_counts_workflow_videos_insert
  '857978e72d5cfd925ed0cf453d9a44827e31bcd27cec21913af5c48e37e3e4af',
  // video_changes_tagged_videos_update
  '85a3e81bc06862c727b89b56f4c935a4b64537f15f76b76d24c48574b0ffb4c1',
  // journal_tagged_videos_insert
  '85d6c3c236daea2aeaa11b2a732a847a150fc8e514da97ea7f1637bf0735cf89',
  // video_search
  '86a6972f3dfeaface422fa2b8a8f805ca1db60a94cd39936f88ada8c1f4fa19a',
  // journal_video_generation_key
  '87744474c55c6583ecef692a763b56c42127ab95567b856ead88d5f44754e3a2',
  // video_counts_workflow_videos_insert_before
  '8d1e997de68380f462075f1c9f4606496c3955c496749facd3580f9a02c97dab',
  // video_search
  '92b599c4e0cd460da3f127f27d98b8e87604abef1f0573c25e495bb9c4284527',
  // video_search_prompt_update
  '9376123737efc45edb7ef2d1b65d23f09c7661f091c45f6300ddf69ed940be01',
  // journal_workflow_videos_update
  '967d9ba1ecaa28aff876e10fd0bd63dfff06ea95f1fff7831def43970240724c',
  // journal_image_generation_insert
  '97476372a345c424f5e2eb8425c0c7010f6df9151db781a7f6f05c927e749205',
  // video_sort_keys_rename
  '97b414f11b323a1d1cb92acfdd29961fa1b1f413bc25c3e83477ddd9af947b35',
  // video_sort_keys_workflow_videos_insert
  '995cdd02a88ae1d06da2e492ce408ff385011d19260f4b5cc5d3ce9e5c44dd00',
  // video_changes_video_generation_update
  '9a19739f60160087d549e03e6e3772c4dbb7e0d1ae3be641397fc2a25ed84b84',
  // execution_keeps_definition
  'a12207e43935b75494a9d6bbad7ffb66213d6daa4580c8ef790c861ac4779978',
  // video_sort_keys_tagged_videos_insert
  'a1e49e9607c39fc9c5e0fdc52ada6f3d8a357268cb32ef9d4b53cb814298db42',
  // video_sort_keys_tagged_videos_update
  'a37abece1d934275cd10738570560714fcee2d063406817061b73769516fdc48',
  // video_search_prompt_insert
  'a6586dc5c6f7d5874c1286126a0c7ac9bfea6e0ba1b4de3b860494541fb837ec',
  // video_search_workflow_update
  'a9a66c435a574d0d8957489a2037c1283d24a37729d2f293448929bd42ce4609',
  // video_changes_tagged_videos_insert
  'a9f075565240a5ead80c03dc52b7e92533a992d3073809be06abf20177ee39e5',
  // video_search_prompt_delete
  'aa4c94377fa29f71495d407e0ba3ca98f8c659f8563bbaa4e8c68055839fac5e',
  // video_changes_update
  'abc5f571f4b48d8c90f57418842719219c46a143dd3da229786a813c5e0ccca3',
  // video_sort_keys_delete
  'b1a7c9bb76e4263642b2c29f3ff0185e6b0afd81f556feb2680d7ca545c1213c',
  // journal_collected_videos_update
  'b36de56837c6c701eac0df1e168bebb3d50c38bbbece41106ee134a747d5b9e1',
  // journal_collections_update
  'b80c4f2dab7a67e223905956e113365dab7cd802e0ad0a597c05c3c6e68dffde',
  // video_changes_update
  'b8ab36549ce7b737dccd28a54354ef8f7d9e513b3d892a41127794de5bee43a8',
  // video_sort_keys_video_generation_update
  'b9ba774dad344c6851d53674d7ddb5d72e91c907946e91b9be850a8bd6fea941',
  // video_sort_keys_tagged_videos_delete
  'bf49aa7f76f7be60038005930d4a67124cbad3176b0ed063402be11d1a0199f7',
  // video_counts_tagged_videos_insert_before
  'c1b122d9cd06bada4e1f7a04b41e3a838cd8c69589320da077581833f375adab',
  // journal_video_generation_update
  'c3b37d661da31cff4b1b3412fee5a55a3f2241285b36b79344c7e5e0d3a72d51',
  // journal_workflow_videos_replace
  'c44102dbe7b99a53fdd1edbc64fe7e1f7bd131e5ee2717ac823e860d131feb67',
  // journal_link_decisions_delete
  'c7793832eaa44f594089d07ba48aa56e365028224975a245f105b57dd796d3bf',
  // journal_image_notes_key
  'c830bdf4ae2162cfe8e17058632957117fa4a881e40cf7ee6e196c28215c6794',
  // video_notes_gone
  'c9121095b4e7fe69a815932e2639a91dcc41f71e0fdab631bb5ce9b95cf6ef31',
  // journal_workflow_videos_delete
  'c978e7f600fda5b6c6d8bc22a51de1e6f9b8693e7105b63a68007d01ca81a7ce',
  // journal_saved_searches_update
  'ce62023675e1821174579670511d32ba4b86a01d2c3c2523e9e720a7353d5eb0',
  // journal_image_generation_key
  'ce7d1de5ec7dde724c5660785d54a1d6f47ac3c6ba6ec3d79495db79dae3146a',
  // analysis_labels_delete
  'd0970dc92af700f513ebee7c86e7ef988cd9eb6f49ec67330d7618e432f6d4d7',
  // journal_workflow_images_delete
  'd0cf3b65a08aa0f91fb41d74d33e8b91bd275c4dad02c859bc6bcc5ab791d0b8',
  // journal_image_generation_update
  'd4471a79b8e38604b933df9b9ec83739d621303e9374d8fc9d4378fd457d3ff0',
  // video_counts_video_generation_update
  'd626a89b3d65e7db978bab4af6135c5827eb3d8b7995aba6d59bbc778f7ddff2',
  // video_sort_keys_video_generation_insert
  'd652194e094e42ff4554699065084037a1b36328e2ab79c50b3da9a5a14d49cd',
  // journal_tagged_images_insert
  'd6c3421cf664df77de23416ca727a0dd40482fd9c5abc31936423d523be1cf4e',
  // journal_workflows_key
  'd8681707de3679decc2414485e78b063323a7d5777073990c46245a9c57b6c5f',
  // video_changes_video_generation_update
  'd87c89d3ecdf3c838837de0b6f387069b927940e7c0173fdcbffdf02128ed7c4',
  // video_search_tags_insert
  'dba0e3234c242e0c6de1c8f5f1ed2a6c1744c448f605ed4b2e3f7b417893eda8',
  // journal_workflow_videos_insert
  'dc22c2db3a164ca87e5088b137e7f11bb89655269aa6bf82043ac3a3a5c8a01a',
  // journal_media_key
  'dce6fc9447aa81ad4181ac6adc1d8b67c7de2c21bc6bc7f88436f05c3c955f04',
  // journal_video_notes_key
  'e1b9f9c1251e3446e82d55f5649fe7212b8ec1f501d9fa28e0ba9f386baa3d38',
  // journal_image_notes_insert
  'e3feac329a2b8bf716d6868f230d1c1406bc2f3f5dab347fde2dc756c373f8ce',
  // video_changes_insert
  'e4118e9f33dec6108f65e74cf45e4cd7e647bf7d24bf0f6adf259e5cf9e81bb9',
  // journal_videos_key
  'e4804410040f3a53e393affbf86c837efb4f843ddae13409843563a4c3559abf',
  // journal_image_notes_replace
  'e54330ffbf4314c1b9d02b90b7f71cc60b64ee864e820298445672f2bd7cfd64',
  // video_counts_insert_before
  'e6ad2cf6446620764dba12ae85a1083456c2420f1b5e5079c5e8c551aca7965c',
  // video_search_insert
  'eb1c984a5061d5ddaf647066765de28c8faaf2e93f6579fe91b5da9cf08c572b',
  // video_changes_workflow_videos_insert
  'f247d822a3e7c8a0df7d5d89e4e44612f11768e043f4b03d4fb72e171b6a90b7',
  // journal_collected_videos_replace
  'f2b096778c49f37ba8263d834cedad33fe063406a9fbeeadaa5e5faffc3a28a1',
  // video_sort_keys_video_generation_insert
  'f58c3286171bcb8df2a765dd007ef321576e11f7d7148bf3460758e271d091cb',
  // journal_tagged_videos_replace
  'f75db7e2483a4d48bc7fcf7879bdc6f8769367f0df3a8dfab8a96d679b3eaefc',
  // video_counts_delete
  'f7d31602c9f3fc926ca4bd1860ca5651425b9653870c583b2f5ca6b419de367c',
  // video_changes_update
  'f8e5a31f69c8fc4a00d6f83406b78a974f8424e6a7d65792ce1669e89bb7d227',
  // tagged_videos_gone
  'fc273c7a31c0168acec03c71ad20f857c5ef8867b4a616b2bd6b97e8c2f55ae6',
  // journal_videos_delete
  'fc58a26a2148a40c118fa9bc2c4894be73aef4245b55b9581cd9e8e1fb45a690',
  // video_search_tags_update
  'fcb984486cd96b043a0e12e2ed24938d6c1742cae160254e147279b11e9e92c3',
  // video_changes_workflow_videos_update
  'fd4f069d9457c75b20da94a4a81934d71e4928155dc8652c81fea919a6803acb',
  // journal_duplicate_decisions_key
  'febc379556f1ca713f8203efc4743a914aaea189cc91c3cf18fbe5a5b0a65e26',
])
