"""Writes the DICOM files of the tests with pydicom and highdicom: pip install pydicom highdicom pillow

Voxel (x, y, z) of the series is x + 10 y + 100 z - 7, or without sign x + 10 y + 100 z + 5.
"""
import io
import pathlib

import highdicom
import numpy
import PIL.Image
import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import (
    CTImageStorage,
    DeflatedExplicitVRLittleEndian,
    EnhancedCTImageStorage,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    RLELossless,
    SecondaryCaptureImageStorage,
    UltrasoundMultiFrameImageStorage,
)

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 4, 3
ROOT = "1.2.826.0.1.3680043.8.498.7."
# turned about two axes: rows, columns and normal in the axes of the format
ROW = numpy.array([0.8, 0.6, 0.0])
COLUMN = numpy.array([-0.36, 0.48, 0.8])
NORMAL = numpy.cross(ROW, COLUMN)
ORIGIN = numpy.array([-10.0, 20.5, 30.25])
STEP = 2.5


def texts(vector):
    return [f"{v:.10g}" for v in vector]


def plane(z, offset=-7):
    y, x = numpy.mgrid[:HEIGHT, :WIDTH]
    return x + 10 * y + 100 * z + offset


def dataset(kind, series, instance, syntax=ExplicitVRLittleEndian):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = kind
    meta.MediaStorageSOPInstanceUID = f"{ROOT}{series}.{instance}"
    meta.TransferSyntaxUID = syntax
    ds = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    ds.SpecificCharacterSet = "ISO_IR 100"
    ds.SOPClassUID = kind
    ds.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    ds.Modality = "CT"
    ds.PatientName = "Test^Müller"
    ds.PatientID = "T1"
    ds.PatientBirthDate = "19700101"
    ds.PatientSex = "O"
    ds.StudyInstanceUID = ROOT + "1"
    ds.SeriesInstanceUID = ROOT + str(series)
    ds.FrameOfReferenceUID = ROOT + "2"
    ds.StudyID = "S"
    ds.StudyDate = "20200102"
    ds.StudyTime = "030405"
    ds.AccessionNumber = ""
    ds.ReferringPhysicianName = ""
    ds.SeriesNumber = series
    ds.SeriesDescription = f"Series {series}"
    ds.InstanceNumber = instance
    return ds


def pixels(ds, array, bits=16, stored=None, signed=False, colour="MONOCHROME2"):
    stored = stored or bits
    ds.Rows, ds.Columns = HEIGHT, WIDTH
    if colour != "MONOCHROME2" and colour != "MONOCHROME1":
        ds.SamplesPerPixel = 3
        ds.PlanarConfiguration = 0
    else:
        ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = colour
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = bits, stored, stored - 1
    ds.PixelRepresentation = int(signed)
    order = ">" if ds.file_meta.TransferSyntaxUID == ExplicitVRBigEndian else "<"
    kind = f"{order}{'i' if signed else 'u'}{bits // 8}"
    data = numpy.asarray(array).astype(kind).tobytes()
    ds.PixelData = data + b"\0" * (len(data) % 2)
    ds["PixelData"].VR = "OW" if bits > 8 else "OB"
    return ds


def placed(ds, z, step=STEP, tilt=0.0):
    place = ORIGIN + NORMAL * step * z + COLUMN * tilt * z
    ds.ImagePositionPatient = texts(place)
    ds.ImageOrientationPatient = texts(ROW) + texts(COLUMN)
    ds.PixelSpacing = ["0.75", "0.5"]  # rows, columns
    ds.SliceThickness = "5"  # overlaps, and is not the step
    return ds


def save(ds, name):
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    pydicom.dcmwrite(path, ds, enforce_file_format=True)


def ct():
    """Files whose names and numbers run against their places, each with another packing of bits."""
    for z in range(5):
        ds = dataset(CTImageStorage, 3, 9 - z)
        ds.WindowCenter, ds.WindowWidth = "40", "400"
        ds.RescaleSlope, ds.RescaleIntercept = "2", "-1024"
        pixels(placed(ds, z), plane(z), signed=True)
        save(ds, f"ct/{'cadbe'[z]}.dcm")


def tilt():
    for z in range(3):
        ds = pixels(placed(dataset(CTImageStorage, 4, z + 1), z, tilt=0.5), plane(z, 5))
        save(ds, f"tilt/{z}.dcm")


def syntaxes():
    for name, syntax in {
        "implicit": ImplicitVRLittleEndian,
        "big": ExplicitVRBigEndian,
        "deflated": DeflatedExplicitVRLittleEndian,
    }.items():
        ds = placed(dataset(CTImageStorage, 5, 1, syntax), 0)
        overlay = plane(0, 5) | 0x3000  # bits that belong to something else
        save(pixels(ds, overlay, stored=12), f"{name}.dcm")
    bare = placed(dataset(CTImageStorage, 5, 1, ImplicitVRLittleEndian), 0)
    pixels(bare, plane(0, 5), stored=12)
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, bare, implicit_vr=True, little_endian=True, enforce_file_format=False)
    raw = buffer.getvalue()
    start = raw.find(b"\x08\x00\x05\x00")
    (HERE / "bare.dcm").write_bytes(raw[start:])
    words = dataset(SecondaryCaptureImageStorage, 5, 2, ExplicitVRBigEndian)
    pixels(words, plane(0, 5), bits=8)
    words["PixelData"].VR = "OW"
    words.PixelData = numpy.frombuffer(words.PixelData, ">u2").astype("<u2").tobytes()
    save(words, "words.dcm")


def run_lengths():
    for bits, name in ((16, "rle"), (8, "rle_rgb")):
        ds = dataset(SecondaryCaptureImageStorage, 6, bits)
        ds.NumberOfFrames = 2
        if bits == 16:
            array = numpy.stack([plane(z) for z in range(2)])
            pixels(ds, array, signed=True)
        else:
            array = numpy.stack([numpy.stack([plane(z, 5) + 40 * c for c in range(3)], -1) for z in range(2)])
            pixels(ds, array, bits=8, colour="RGB")
        ds.compress(RLELossless)
        save(ds, name + ".dcm")


def jpeg():
    for colour, name in (("MONOCHROME2", "jpeg"), ("YBR_FULL_422", "jpeg_ybr")):
        ds = dataset(SecondaryCaptureImageStorage, 7, len(name), JPEGBaseline8Bit)
        frames = []
        for z in range(2):
            if colour == "MONOCHROME2":
                image = PIL.Image.new("L", (WIDTH, HEIGHT), 60 + 100 * z)
            else:
                image = PIL.Image.new("RGB", (WIDTH, HEIGHT), (200, 100 + 50 * z, 20))
            buffer = io.BytesIO()
            image.save(buffer, "JPEG", quality=100, subsampling=2)
            frames.append(buffer.getvalue())
        pixels(ds, plane(0, 5), bits=8, colour=colour)
        ds.NumberOfFrames = 2
        ds.PixelData = encapsulate(frames)
        ds["PixelData"].is_undefined_length = True
        save(ds, name + ".dcm")
    ds = dataset(SecondaryCaptureImageStorage, 7, 1, JPEG2000Lossless)
    pixels(ds, plane(0, 5), bits=8)
    ds.PixelData = encapsulate([b"\xff\x4f\xff\x51"])
    ds["PixelData"].is_undefined_length = True
    save(ds, "jpeg2000.dcm")


def colours():
    ds = dataset(UltrasoundMultiFrameImageStorage, 8, 1)
    ds.NumberOfFrames = 3
    ds.FrameTime = "40"
    ds.FrameIncrementPointer = 0x00181063
    array = numpy.stack([numpy.stack([plane(z, 5) // 2 + 30 * c for c in range(3)]) for z in range(3)])
    pixels(ds, array, bits=8, colour="RGB")
    ds.PlanarConfiguration = 1
    save(ds, "film.dcm")
    inverse = pixels(placed(dataset(CTImageStorage, 8, 2), 0), plane(0, 5), stored=12, colour="MONOCHROME1")
    save(inverse, "mono1.dcm")


def item(**values):
    ds = Dataset()
    for name, value in values.items():
        setattr(ds, name, value)
    return ds


def enhanced():
    ds = dataset(EnhancedCTImageStorage, 9, 1)
    order = [2, 0, 3, 1]
    ds.NumberOfFrames = 4
    shared = Dataset()
    shared.PixelMeasuresSequence = Sequence(
        [item(PixelSpacing=["0.75", "0.5"], SliceThickness="5", SpacingBetweenSlices="2.5")]
    )
    shared.PlaneOrientationSequence = Sequence([item(ImageOrientationPatient=texts(ROW) + texts(COLUMN))])
    ds.SharedFunctionalGroupsSequence = Sequence([shared])
    groups = []
    for z in order:
        group = Dataset()
        group.PlanePositionSequence = Sequence([item(ImagePositionPatient=texts(ORIGIN + NORMAL * STEP * z))])
        group.PixelValueTransformationSequence = Sequence(
            [item(RescaleSlope="0.5" if z == 1 else "1", RescaleIntercept=str(-z), RescaleType="HU")]
        )
        groups.append(group)
    ds.PerFrameFunctionalGroupsSequence = Sequence(groups)
    pixels(ds, numpy.stack([plane(z, 5) for z in order]))
    for element in ds.iterall():
        if element.VR == "SQ":
            element.is_undefined_length = True
    save(ds, "enhanced.dcm")


def nested():
    ds = placed(dataset(CTImageStorage, 10, 1), 0)
    deep = item(PatientComments="deep")
    for _ in range(12):
        deep = item(ReferencedStudySequence=Sequence([deep]))
    ds.ReferencedStudySequence = Sequence([deep, deep])
    for element in ds.iterall():
        if element.VR == "SQ":
            element.is_undefined_length = True
    block = ds.private_block(0x0009, "SOMEONE", create=True)
    block.add_new(1, "UN", b"\1\2\3\4")
    block.add_new(2, "SQ", Sequence([item(PatientComments="private")]))
    icon = item(Rows=2, Columns=2)
    icon.add_new(0x7FE00010, "OB", b"\xff" * 4)
    ds.IconImageSequence = Sequence([icon])
    pixels(ds, plane(0, 5))
    save(ds, "nested.dcm")


def segmentation():
    """By highdicom: segments 1 and 2 of the series ct, nothing on its slices 0 and 2."""
    files = sorted((HERE / "ct").glob("*.dcm"), key=lambda f: -pydicom.dcmread(f).InstanceNumber)
    source = [pydicom.dcmread(f) for f in files]
    mask = numpy.zeros((5, HEIGHT, WIDTH), numpy.uint8)
    mask[1, 0, 1:] = 1
    mask[3, 1:, 0] = 2
    mask[3, 0, 3] = 1
    mask[4, 2, :] = 2
    code = pydicom.sr.codedict.codes.SCT.AnatomicalStructure
    segments = [
        highdicom.seg.SegmentDescription(
            segment_number=n,
            segment_label=f"part {n}",
            segmented_property_category=code,
            segmented_property_type=code,
            algorithm_type="MANUAL",
        )
        for n in (1, 2)
    ]
    seg = highdicom.seg.Segmentation(
        source_images=source,
        pixel_array=mask,
        segmentation_type="BINARY",
        segment_descriptions=segments,
        series_instance_uid=ROOT + "11",
        series_number=11,
        sop_instance_uid=ROOT + "11.1",
        instance_number=1,
        manufacturer="highdicom",
        manufacturer_model_name="highdicom",
        software_versions="1",
        device_serial_number="1",
    )
    seg.save_as(HERE / "seg.dcm")


ct()
tilt()
syntaxes()
run_lengths()
jpeg()
colours()
enhanced()
nested()
segmentation()
